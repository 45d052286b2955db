package io.sluice.config;

import io.sluice.config.Value.Mapping;
import io.sluice.config.Value.Sequence;
import io.sluice.config.Value.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes a configuration of what a file has; what it does not have is as by default. */
final class ConfigurationReader {
    private static final String USE = "use";

    private final Path file;
    private final Configuration defaults;
    private final Path home;
    private final Problems problems = new Problems();

    ConfigurationReader(Path file, Path home) {
        this.file = Objects.requireNonNull(file);
        this.home = home.toAbsolutePath().normalize();
        this.defaults = Configuration.defaults(home);
    }

    Configuration read() {
        ValueSettings root = new ValueSettings("config.yaml", new YamlFile(file, problems).read(), problems);
        Configuration configuration = new Configuration(
                Optional.of(file),
                plugins(section(root, "plugins")),
                component(root, "drain").orElse(defaults.drain()),
                component(root, "tracker").orElse(defaults.tracker()),
                sinks(root),
                (int) root.number("workers", Configuration.WORKERS, 1, Configuration.MOST_WORKERS),
                log(section(root, "log")));
        root.finish();
        problems.raise();
        return configuration;
    }

    private ValueSettings section(ValueSettings root, String key) {
        Optional<Value> value = root.value(key);
        if (value.isPresent() && value.get() instanceof Mapping mapping) {
            return new ValueSettings(key, mapping, problems);
        }
        value.ifPresent(other -> root.wrong(key, other, "a mapping"));
        return new ValueSettings(key, new Mapping(Place.DEFAULT, Map.of()), problems);
    }

    private PluginSettings plugins(ValueSettings section) {
        Path folder = folder(section.text("folder", PluginSettings.FOLDER));
        List<PluginName> load =
                section.items("load", "a list of plugin ids").map(this::names).orElseGet(PluginSettings::ownPlugins);
        section.finish();
        return new PluginSettings(folder, load);
    }

    /** Relative to the distribution; but what begins with a dot is relative to the file. */
    private Path folder(String text) {
        boolean besideTheFile = text.equals(".") || text.startsWith("./") || text.startsWith("..");
        Path base = besideTheFile ? file.toAbsolutePath().resolveSibling("") : home;
        return base.resolve(text).normalize();
    }

    private List<PluginName> names(List<Text> ids) {
        List<PluginName> names = new ArrayList<>();
        for (Text id : ids) {
            if (names.stream().anyMatch(name -> name.id().equals(id.text()))) {
                problems.add(id.place(), "the plugin '" + id.text() + "' is named twice", "remove one of them");
            } else {
                names.add(new PluginName(id.text(), id.place()));
            }
        }
        return names;
    }

    private Optional<ComponentChoice> component(ValueSettings root, String key) {
        return root.value(key).flatMap(value -> choice(root, key, value));
    }

    private List<ComponentChoice> sinks(ValueSettings root) {
        Optional<Value> value = root.value("sink");
        List<Value> items = value.isPresent() && value.get() instanceof Sequence list
                ? list.items()
                : value.stream().toList();
        value.filter(given -> items.isEmpty()).ifPresent(given -> root.wrong("sink", given, "at least one sink"));
        List<ComponentChoice> sinks = items.stream()
                .flatMap(item -> choice(root, "sink", item).stream())
                .toList();
        return sinks.isEmpty() ? defaults.sinks() : sinks;
    }

    private Optional<ComponentChoice> choice(ValueSettings root, String key, Value value) {
        if (value instanceof Text text) {
            return Optional.of(new ComponentChoice(text.text(), new Mapping(text.place(), Map.of()), text.place()));
        }
        if (value instanceof Mapping mapping && mapping.text(USE).isPresent()) {
            Text use = mapping.text(USE).get();
            return Optional.of(new ComponentChoice(use.text(), mapping.without(USE), use.place()));
        }
        root.wrong(key, value, "a name, or a mapping with 'use: name'");
        return Optional.empty();
    }

    private static LogSettings log(ValueSettings section) {
        List<String> words =
                Arrays.stream(LogLevel.values()).map(LogLevel::word).toList();
        String word = section.choice("level", LogLevel.INFO.word(), words);
        section.finish();
        return new LogSettings(LogLevel.valueOf(word.toUpperCase(Locale.ROOT)));
    }
}
