package io.sluice.cli;

import io.sluice.image.chain.Dedup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice chain dedup}: older sets give back what newer ones have anew. */
@Command(
        name = "dedup",
        description =
                "Gives back the room of pages that newer sets of a chain have anew. The older sets are whole below the newer"
                        + " ones only, from then on.")
final class DedupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private SignOption sign;

    @Parameters(paramLabel = "DIR", description = "The newest set of the chain.")
    private String set;

    DedupCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        Dedup.Report report =
                options.run(spec, sign.on(options.read()), (platform, control) -> platform.dedup(set, control));
        options.print(spec, () -> ChainJson.of(report), out -> ChainText.deduped(out, report));
        return 0;
    }
}
