package io.sluice.cli;

import io.sluice.image.chain.Prune;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice chain prune}: what is old becomes one set. */
@Command(
        name = "prune",
        description =
                "Makes one set, the base, of all that is older than the newest sets of a chain, and removes what is older.")
final class PruneCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private SignOption sign;

    @Parameters(paramLabel = "DIR", description = "The newest set of the chain.")
    private String set;

    @Option(
            names = "--keep",
            paramLabel = "N",
            required = true,
            description = "How many of the newest sets stay as they are; 1 or more.")
    private int keep;

    PruneCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        Prune.Report report =
                options.run(spec, sign.on(options.read()), (platform, control) -> platform.prune(set, keep, control));
        options.print(spec, () -> ChainJson.of(report), out -> ChainText.pruned(out, report));
        return 0;
    }
}
