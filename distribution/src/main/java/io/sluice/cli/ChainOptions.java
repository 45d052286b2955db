package io.sluice.cli;

import com.google.gson.JsonElement;
import io.sluice.config.Configuration;
import io.sluice.control.Control;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** What all commands for chains take, and how they run. */
final class ChainOptions {
    private final Surroundings surroundings;

    @Mixin
    private ConfigurationOptions configuration;

    @Mixin
    private LogOptions log;

    @Mixin
    private JsonOption json;

    ChainOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Configuration read() {
        Configuration read = configuration.read(surroundings);
        log.begin(read, Path.of(""));
        return read;
    }

    <T> T run(CommandSpec spec, Configuration read, BiFunction<Platform, Control, T> work) {
        try (Watch watch = Watch.of(spec, surroundings);
                Platform platform = surroundings.platforms().open(read)) {
            return work.apply(platform, surroundings.control(Optional.empty(), watch));
        }
    }

    void print(CommandSpec spec, Supplier<? extends JsonElement> form, Consumer<PrintWriter> text) {
        json.print(spec, form, text);
    }
}
