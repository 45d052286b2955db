package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.image.describe.ChainDescription;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice show}: what a set, and all that it adds to, holds. */
@Command(
        name = "show",
        description =
                "Shows what a set, and all that it adds to, holds: tasks, mappings, pages, sizes. Sets that CRIU made too.")
final class ShowCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private LogOptions log;

    @Mixin
    private JsonOption json;

    @Option(
            names = {"-a", "--all"},
            description = "Show every mapping, and not just the largest.")
    private boolean all;

    @Parameters(paramLabel = "DIR", description = "The newest set of the chain.")
    private String set;

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Configuration read = configuration.read(surroundings);
        log.begin(read, Path.of(""));
        ChainDescription chain = run(read);
        json.print(spec, () -> ShowJson.of(chain), out -> new ShowText(out, all).print(chain));
        return 0;
    }

    private ChainDescription run(Configuration read) {
        try (Watch watch = Watch.of(spec, surroundings);
                Platform platform = surroundings.platforms().open(read)) {
            return platform.describe(set, surroundings.control(Optional.empty(), watch));
        }
    }
}
