package io.sluice.config;

import io.sluice.config.Value.Mapping;
import io.sluice.config.Value.Sequence;
import io.sluice.config.Value.Text;
import io.sluice.image.manifest.OnMismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what stands at {@code files:}. */
final class FileRulesReader {
    private static final String FILES = "files";
    private static final String PATH = "path";
    private static final String METHOD = "method";
    private static final String ON_MISMATCH = "on-mismatch";
    private static final String RULE = "a list of rules {path: PATTERN, method: NAME, on-mismatch: WORD}, or none";

    private final ValueSettings root;
    private final Problems problems;
    private final Function<Value, Optional<ComponentChoice>> components;

    /** @param components reads what calls for a component, and notes what is wrong with it */
    FileRulesReader(ValueSettings root, Problems problems, Function<Value, Optional<ComponentChoice>> components) {
        this.root = root;
        this.problems = problems;
        this.components = components;
    }

    /** Those of the file before those that hold by default; none where the file says {@code none}. */
    List<FileRule> read() {
        Optional<Value> value = root.value(FILES);
        if (value.isPresent() && value.get() instanceof Text text && text.text().equals(Configuration.NONE)) {
            return List.of();
        }
        List<FileRule> rules = new ArrayList<>();
        value.ifPresent(given -> items(given).forEach(item -> rule(item).ifPresent(rules::add)));
        rules.addAll(FileRule.DEFAULTS);
        return rules;
    }

    private static List<Value> items(Value value) {
        return value instanceof Sequence list ? list.items() : List.of(value);
    }

    private Optional<FileRule> rule(Value value) {
        if (!(value instanceof Mapping mapping)) {
            root.wrong(FILES, value, RULE);
            return Optional.empty();
        }
        ValueSettings settings = new ValueSettings(FILES, mapping, problems);
        List<PathPattern> paths = paths(settings, mapping);
        Optional<OnMismatch> onMismatch = OnMismatch.of(settings.choice(ON_MISMATCH, "", OnMismatch.words()));
        List<ComponentChoice> methods = methods(settings);
        settings.finish();
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(new FileRule(
                        paths,
                        methods.isEmpty() ? FileRule.methodsFor(onMismatch) : methods,
                        onMismatch,
                        mapping.place()));
    }

    private List<PathPattern> paths(ValueSettings settings, Mapping mapping) {
        Optional<List<Text>> written = settings.items(PATH, PathPattern.WANTED);
        if (written.isEmpty()) {
            problems.add(mapping.place(), "a rule of files has no path", "write 'path: ' and " + PathPattern.WANTED);
        }
        List<PathPattern> patterns = new ArrayList<>();
        for (Text text : written.orElse(List.of())) {
            Optional<PathPattern> pattern = PathPattern.parse(text.text());
            pattern.ifPresentOrElse(patterns::add, () -> settings.wrong(PATH, text, PathPattern.WANTED));
        }
        return patterns;
    }

    private List<ComponentChoice> methods(ValueSettings settings) {
        return settings.value(METHOD).map(FileRulesReader::items).orElse(List.of()).stream()
                .flatMap(item -> components.apply(item).stream())
                .toList();
    }
}
