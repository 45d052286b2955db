package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.config.LogLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where is logged to, and how much. */
final class LogOptions {
    @Option(
            names = {"-o", "--log-file"},
            paramLabel = "FILE",
            description = "Log to this file. A relative one is in the work folder.")
    private Path file;

    @Option(
            names = {"-v", "-verbosity", "--verbosity"},
            arity = "0..1",
            fallbackValue = Verbosity.MORE,
            paramLabel = "N",
            description =
                    "How much is logged: 0 nothing, 1 errors, 2 warnings, 3 what is done, 4 how. Without a number one"
                            + " more than 2. Without --log-file the log goes to standard error.")
    private List<String> verbosity = new ArrayList<>();

    /**
     * Begins to log.
     *
     * @param folder the work folder; made when the log's file needs it and it is not there
     */
    void begin(Configuration configuration, Path folder) {
        if (file != null) {
            Log.toFile(folder.resolve(file), level().orElse(configuration.log().level()));
        } else {
            Log.toStandardError(level().orElse(LogLevel.OFF));
        }
    }

    /** What the options ask for; empty when they ask for nothing. */
    Optional<LogLevel> level() {
        return verbosity.isEmpty() ? Optional.empty() : Optional.of(Verbosity.level(verbosity));
    }
}
