package io.sluice.config;

import io.sluice.config.Value.Mapping;
import io.sluice.config.Value.Member;
import io.sluice.config.Value.Nothing;
import io.sluice.config.Value.Sequence;
import io.sluice.config.Value.Text;
import io.sluice.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings of one component over what the file has. Notes a problem for each value that does not fit and, at the
 * end, for each key that nobody asked for. For one thread.
 */
public final class ValueSettings implements Settings {
    private static final String A_FILE = "the path of a file";

    private final Mapping mapping;
    private final Problems problems;
    private final String owner;
    private final Path folder;
    private final Set<String> asked = new TreeSet<>();

    /** Relative to the working directory. */
    public ValueSettings(String owner, Mapping mapping, Problems problems) {
        this(owner, mapping, problems, Path.of(""));
    }

    /**
     * @param owner whose they are, for messages
     * @param problems where problems are noted
     * @param folder what relative files are relative to
     */
    public ValueSettings(String owner, Mapping mapping, Problems problems, Path folder) {
        this.owner = Objects.requireNonNull(owner);
        this.mapping = Objects.requireNonNull(mapping);
        this.problems = Objects.requireNonNull(problems);
        this.folder = Objects.requireNonNull(folder);
    }

    /** Says that all keys were asked for: each that was not is a problem. */
    public void finish() {
        mapping.members().forEach((key, member) -> {
            if (!asked.contains(key)) {
                problems.add(member.place(), owner + " has no key '" + key + "'", Suggestion.of(key, asked));
            }
        });
    }

    @Override
    public String text(String key, String fallback) {
        return single(key, "a single text").map(Text::text).orElse(fallback);
    }

    @Override
    public Optional<Path> path(String key) {
        Optional<Text> text = single(key, A_FILE).filter(found -> !found.text().isEmpty());
        try {
            return text.map(found -> folder.resolve(found.text()).normalize());
        } catch (InvalidPathException impossible) {
            wrong(key, text.orElseThrow(), A_FILE);
            return Optional.empty();
        }
    }

    @Override
    public String choice(String key, String fallback, List<String> allowed) {
        Optional<Text> text = single(key, "one of " + String.join(", ", allowed));
        if (text.isPresent() && !allowed.contains(text.get().text())) {
            problems.add(
                    text.get().place(),
                    key + " is '" + text.get().text() + "', which is none of: " + String.join(", ", allowed),
                    Suggestion.nearest(text.get().text(), allowed)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("write one of those, or leave it out for '" + fallback + "'"));
            return fallback;
        }
        return text.map(Text::text).orElse(fallback);
    }

    @Override
    public long number(String key, long fallback, long least, long most) {
        String wanted = "a whole number from " + least + " to " + most;
        return inRange(key, fallback, least, most, wanted, ValueSettings::wholeNumber);
    }

    @Override
    public long bytes(String key, long fallback, long least, long most) {
        String wanted = "a number of bytes (KiB, MiB or GiB may follow) from " + least + " to " + most;
        return inRange(key, fallback, least, most, wanted, ByteCount::parse);
    }

    @Override
    public boolean flag(String key, boolean fallback) {
        Optional<Text> text = single(key, "true or false");
        if (text.isPresent() && !Set.of("true", "false").contains(text.get().text())) {
            wrong(key, text.get(), "true or false");
            return fallback;
        }
        return text.map(found -> Boolean.parseBoolean(found.text())).orElse(fallback);
    }

    @Override
    public List<String> texts(String key, List<String> fallback) {
        return items(key, "a list of texts")
                .map(items -> items.stream().map(Text::text).toList())
                .orElse(fallback);
    }

    /** What stands at {@code key}, if anything does. */
    Optional<Value> value(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.members().get(key))
                .map(Member::value)
                .filter(value -> !(value instanceof Nothing));
    }

    /** The texts at {@code key}; of those that are no texts a problem is noted. */
    Optional<List<Text>> items(String key, String wanted) {
        return value(key).map(value -> {
            List<Text> texts = new ArrayList<>();
            for (Value item : value instanceof Sequence list ? list.items() : List.of(value)) {
                if (item instanceof Text text) {
                    texts.add(text);
                } else {
                    wrong(key, item, wanted);
                }
            }
            return texts;
        });
    }

    /** Notes that the value does not fit. */
    void wrong(String key, Value value, String wanted) {
        problems.add(
                value.place(),
                key + " is " + value.sort() + ", but " + wanted + " is wanted",
                "write " + wanted + ", or leave the key out");
    }

    private Optional<Text> single(String key, String wanted) {
        Optional<Value> value = value(key);
        if (value.isPresent() && !(value.get() instanceof Text)) {
            wrong(key, value.get(), wanted);
        }
        return value.filter(Text.class::isInstance).map(Text.class::cast);
    }

    private long inRange(String key, long fallback, long least, long most, String wanted, NumberForm form) {
        Optional<Text> text = single(key, wanted);
        if (text.isEmpty()) {
            return fallback;
        }
        OptionalLong number = form.parse(text.get().text());
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            wrong(key, text.get(), wanted);
            return fallback;
        }
        return number.getAsLong();
    }

    private static OptionalLong wholeNumber(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    /** How a number is written. */
    private interface NumberForm {
        OptionalLong parse(String text);
    }
}
