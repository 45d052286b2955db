package io.sluice.benchmark.subject;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plugins that a built Sluice lists, all of them loaded. */
final class Plugins {
    private final List<JsonObject> listed;

    private Plugins(List<JsonObject> listed) {
        this.listed = listed;
    }

    /** Those of the command {@code program}; {@code folder} is for a configuration. */
    static Plugins of(Path program, Commands commands, Path folder) {
        Path configuration = folder.resolve("plugins.yaml");
        List<String> idle = new Plugins(list(commands, program, "--no-default-config")).names();
        try {
            Files.writeString(configuration, "plugins: {load: " + idle + "}\n");
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot write " + configuration + ": " + failure, failure);
        }
        return new Plugins(list(commands, program, "--config", configuration.toString()));
    }

    private static List<JsonObject> list(Commands commands, Path program, String... options) {
        List<String> words = new ArrayList<>(List.of(program.toString(), "plugins", "--json"));
        words.addAll(List.of(options));
        Ended ended = commands.run(words);
        if (!ended.succeeded()) {
            throw new CannotMeasureException(program + " plugins: " + ended.complaint());
        }
        JsonArray plugins =
                JsonParser.parseString(ended.out()).getAsJsonObject().getAsJsonArray("plugins");
        List<JsonObject> all = new ArrayList<>();
        for (JsonElement plugin : plugins) {
            all.add(plugin.getAsJsonObject());
        }
        return all;
    }

    /** What to load. */
    List<String> names() {
        return listed.stream().map(plugin -> word(plugin, "plugin")).distinct().toList();
    }

    /** The names of all components of a kind, which is {@code drain} or {@code tracker}. */
    List<String> components(String kind) {
        return listed.stream()
                .filter(plugin -> word(plugin, "kind").equals(kind))
                .map(plugin -> word(plugin, "name"))
                .distinct()
                .toList();
    }

    /** Why a component cannot be measured; empty when it can. */
    Optional<String> hindrance(String kind, String name) {
        Optional<JsonObject> found = listed.stream()
                .filter(plugin -> word(plugin, "kind").equals(kind)
                        && word(plugin, "name").equals(name))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.of("this Sluice has no " + kind + " " + name);
        }
        return word(found.get(), "standing").equals("works")
                ? Optional.empty()
                : Optional.of(kind + " " + name + ": " + word(found.get(), "reason"));
    }

    private static String word(JsonObject plugin, String key) {
        return plugin.has(key) ? plugin.get(key).getAsString() : "";
    }
}
