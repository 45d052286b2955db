package io.sluice.cli;

import io.sluice.image.manifest.Manifest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice chain squash}: one whole set of a chain. */
@Command(
        name = "squash",
        description =
                "Makes one whole set of a chain: every page as a restore of the newest set would see it. The chain stays.")
final class SquashCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private SignOption sign;

    @Parameters(paramLabel = "DIR", description = "The newest set of the chain.")
    private String set;

    @Option(
            names = {"-D", "--images-dir"},
            paramLabel = "NEW",
            required = true,
            description = "The folder of the new set; it is made when it is not there.")
    private String into;

    SquashCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        Manifest made =
                options.run(spec, sign.on(options.read()), (platform, control) -> platform.squash(set, into, control));
        options.print(spec, () -> ChainJson.of(into, made), out -> ChainText.squashed(out, into, made));
        return 0;
    }
}
