package io.sluice.cli;

import io.sluice.image.chain.Rebase;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice chain rebase}: a chain in another folder. */
@Command(
        name = "rebase",
        description =
                "Moves a chain: its sets become FOLDER/1, FOLDER/2 and so on, each with the parent beside it. Their"
                        + " contents, identities and signatures stay.")
final class RebaseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "DIR", description = "The newest set of the chain.")
    private String set;

    @Option(
            names = {"-D", "--images-dir"},
            paramLabel = "FOLDER",
            required = true,
            description = "The folder of the chain; it is made when it is not there.")
    private String folder;

    RebaseCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        Rebase.Report report =
                options.run(spec, options.read(), (platform, control) -> platform.rebase(set, folder, control));
        options.print(spec, () -> ChainJson.of(report), out -> ChainText.rebased(out, report));
        return 0;
    }
}
