package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.chain.Listing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice chain}: the sets of a chain, and what can be done with all of them. */
@Command(
        name = "chain",
        description = "Shows the sets of a chain, the oldest first, and checks every byte of them.",
        synopsisSubcommandLabel = "[COMMAND]")
final class ChainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The newest set of the chain.")
    private String set;

    ChainCommand(Surroundings surroundings) {
        this.options = new CommonOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (set == null) {
            throw new ParameterException(spec.commandLine(), "the newest set of a chain is missing: DIR");
        }
        Configuration read = options.read();
        Listing listing = options.run(spec, read, (platform, control) -> platform.chain(set, control));
        options.print(spec, () -> ChainJson.of(listing), out -> new ChainText(out).print(listing));
        if (!listing.check().sound()) {
            throw new SluiceException(
                    ErrorCode.SET_DAMAGED, "the chain of " + set + " is damaged", "see sluice verify " + set);
        }
        return 0;
    }
}
