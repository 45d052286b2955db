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
    private static final String FOR = "for";
    private static final String AND = "and";
    private static final String DRAIN = "drain";
    private static final String RUNNING_DRAIN = "drain-running";
    private static final String TRACKER = "tracker";
    private static final String SIGN = "sign";
    private static final String SIGNED_BY = "signed-by";
    private static final String AUTO_DEDUP = "auto-dedup";
    private static final String KEY_FILES = "the file of a public key, or several";
    private static final String COPIES = "copies";
    private static final String TO = "to";
    private static final String FAIL = "fail";
    private static final String MAPPINGS = "mappings";
    private static final String AT_LEAST = "at-least";

    /** What stands beside a component's settings and is none of them. */
    private static final Map<String, String> NO_SETTING = Map.of(DRAIN, FOR, TRACKER, AND);

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
                component(root, DRAIN).orElse(defaults.drain()),
                drainRules(root),
                component(root, RUNNING_DRAIN).orElse(defaults.runningDrain()),
                component(root, TRACKER).orElse(defaults.tracker()),
                witness(root),
                sinks(root),
                copies(root),
                new FileRulesReader(root, problems, value -> choice(root, "method", value)).read(),
                Optional.empty(),
                (int) root.number("workers", Configuration.WORKERS, 1, Configuration.MOST_WORKERS),
                signing(root),
                root.flag(AUTO_DEDUP, false),
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
        PluginPins pins = new PluginPinsReader(section, problems).read(load);
        section.finish();
        return new PluginSettings(folder, load, pins);
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

    private SigningChoice signing(ValueSettings root) {
        String key = root.text(SIGN, "");
        List<Path> signers = root.items(SIGNED_BY, KEY_FILES).orElse(List.of()).stream()
                .map(text -> besideTheFile(text.text()))
                .toList();
        // An empty list would demand nothing, where somebody wanted something.
        root.value(SIGNED_BY)
                .filter(value -> signers.isEmpty())
                .ifPresent(value -> root.wrong(SIGNED_BY, value, KEY_FILES));
        return new SigningChoice(key.isEmpty() ? Optional.empty() : Optional.of(besideTheFile(key)), signers);
    }

    private Path besideTheFile(String text) {
        return file.toAbsolutePath().resolveSibling(text).normalize();
    }

    private Optional<ComponentChoice> component(ValueSettings root, String key) {
        return root.value(key).flatMap(value -> choice(root, key, value));
    }

    /** What stands at {@code and:} of the tracker. */
    private Optional<ComponentChoice> witness(ValueSettings root) {
        return beside(root, TRACKER, AND).flatMap(value -> choice(root, AND, value));
    }

    /** What stands in a component's mapping at a key that is none of its settings. */
    private static Optional<Value> beside(ValueSettings root, String component, String key) {
        return root.value(component)
                .filter(Mapping.class::isInstance)
                .map(mapping -> ((Mapping) mapping).members().get(key))
                .map(Value.Member::value);
    }

    /** What stands at {@code for:} of the drain. */
    private List<DrainRule> drainRules(ValueSettings root) {
        List<Value> rules = beside(root, DRAIN, FOR)
                .map(value -> value instanceof Sequence list ? list.items() : List.of(value))
                .orElse(List.of());
        return rules.stream().flatMap(rule -> drainRule(root, rule).stream()).toList();
    }

    private Optional<DrainRule> drainRule(ValueSettings root, Value rule) {
        if (rule instanceof Mapping mapping && mapping.text(USE).isPresent()) {
            ValueSettings settings = new ValueSettings(DRAIN, mapping, problems);
            String mappings = settings.choice(MAPPINGS, MappingChoice.ALL.word(), MappingChoice.words());
            long atLeast = settings.bytes(AT_LEAST, 0, 0, Long.MAX_VALUE);
            Text use = mapping.text(USE).get();
            Mapping own = mapping.without(USE).without(MAPPINGS).without(AT_LEAST);
            ComponentChoice drain = new ComponentChoice(use.text(), own, use.place());
            return Optional.of(new DrainRule(MappingChoice.of(mappings), atLeast, drain));
        }
        root.wrong(FOR, rule, "a list of mappings with 'use: name'");
        return Optional.empty();
    }

    private List<CopyChoice> copies(ValueSettings root) {
        Optional<Value> value = root.value(COPIES);
        List<Value> items = value.isPresent() && value.get() instanceof Sequence list
                ? list.items()
                : value.stream().toList();
        return items.stream().flatMap(item -> copy(root, item).stream()).toList();
    }

    private Optional<CopyChoice> copy(ValueSettings root, Value value) {
        if (!(value instanceof Mapping mapping)) {
            root.wrong(COPIES, value, "a list of {sink: NAMES, to: FOLDER, on-failure: fail or drop}");
            return Optional.empty();
        }
        if (mapping.text(TO).filter(to -> !to.text().isEmpty()).isEmpty()) {
            problems.add(value.place(), "a copy has no 'to: FOLDER'", "say below which folder its sets are to be");
            return Optional.empty();
        }
        ValueSettings settings = new ValueSettings("a copy", mapping, problems);
        List<ComponentChoice> sinks = sinks(settings);
        String to = settings.text(TO, "");
        boolean required =
                settings.choice("on-failure", FAIL, List.of(FAIL, "drop")).equals(FAIL);
        settings.finish();
        return Optional.of(new CopyChoice(sinks, to.replaceAll("/+$", ""), required));
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
            Mapping settings = mapping.without(USE).without(NO_SETTING.getOrDefault(key, USE));
            return Optional.of(new ComponentChoice(use.text(), settings, use.place()));
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
