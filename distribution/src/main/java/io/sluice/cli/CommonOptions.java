package io.sluice.cli;

import com.google.gson.JsonElement;
import io.sluice.config.Configuration;
import io.sluice.control.Control;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** What nearly all commands take, and how they run. */
final class CommonOptions {
    private final Surroundings surroundings;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private LogOptions log;

    @Mixin
    private JsonOption json;

    CommonOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Reads the configuration, and begins to log as it says. */
    Configuration read() {
        return read(Path.of(""));
    }

    /** The same, with the work folder, which the log's file may be relative to. */
    Configuration read(Path folder) {
        Configuration read = configuration.read(surroundings);
        log.begin(read, folder);
        return read;
    }

    /** Has a platform do some work, and shows how far it is. */
    <T> T run(CommandSpec spec, Configuration read, BiFunction<Platform, Control, T> work) {
        return run(spec, read, Optional.empty(), work);
    }

    /** The same, given up after some time. */
    <T> T run(CommandSpec spec, Configuration read, Optional<Duration> limit, BiFunction<Platform, Control, T> work) {
        try (Watch watch = Watch.of(spec, surroundings);
                Platform platform = surroundings.platforms().open(read)) {
            return work.apply(platform, surroundings.control(limit, watch));
        }
    }

    /** Prints a result in one of both forms. */
    void print(CommandSpec spec, Supplier<? extends JsonElement> form, Consumer<PrintWriter> text) {
        json.print(spec, form, text);
    }

    /** Prints one of several results in one of both forms: an object a line. */
    void printLine(CommandSpec spec, Supplier<? extends JsonElement> form, Consumer<PrintWriter> text) {
        json.printLine(spec, form, text);
    }
}
