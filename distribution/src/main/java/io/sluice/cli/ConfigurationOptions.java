package io.sluice.cli;

import io.sluice.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which configuration holds. */
final class ConfigurationOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Read this config.yaml, in place of the one that is found (see the user guide).")
    private Path file;

    @Option(
            names = "--no-default-config",
            arity = "0",
            description = "Without --config read no config.yaml at all: every key has its default.")
    private List<Boolean> noDefault = new ArrayList<>(); // what drives CRIU says it twice

    /** Reads it. */
    Configuration read(Surroundings surroundings) {
        return file(surroundings).withCacheOf(surroundings.environment());
    }

    private Configuration file(Surroundings surroundings) {
        if (file == null && !noDefault.isEmpty()) {
            return Configuration.defaults(surroundings.home());
        }
        return Configuration.find(Optional.ofNullable(file), surroundings.environment(), surroundings.home());
    }
}
