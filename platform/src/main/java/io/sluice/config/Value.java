package io.sluice.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What stands at a key, with its place, and free of the form that it was written in. */
public sealed interface Value {

    /** Where it stands. */
    Place place();

    /** How a person would call this sort of value. */
    String sort();

    /** A key without a value. */
    record Nothing(Place place) implements Value {
        @Override
        public String sort() {
            return "nothing";
        }
    }

    /** A single value: a word, a number, a flag. */
    record Text(Place place, String text) implements Value {
        public Text {
            Objects.requireNonNull(place);
            Objects.requireNonNull(text);
        }

        @Override
        public String sort() {
            return "'" + text + "'";
        }
    }

    /** A list. */
    record Sequence(Place place, List<Value> items) implements Value {
        public Sequence {
            Objects.requireNonNull(place);
            items = List.copyOf(items);
        }

        @Override
        public String sort() {
            return "a list";
        }
    }

    /** Keys with values, in the order in which they were written. */
    record Mapping(Place place, Map<String, Member> members) implements Value {
        public Mapping {
            Objects.requireNonNull(place);
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String sort() {
            return "a mapping";
        }

        /** The single value at a key, if it has one. */
        public Optional<Text> text(String key) {
            return Optional.ofNullable(members.get(key))
                    .map(Member::value)
                    .filter(Text.class::isInstance)
                    .map(Text.class::cast);
        }

        /** Without one of its keys. */
        public Mapping without(String key) {
            Map<String, Member> rest = new LinkedHashMap<>(members);
            rest.remove(key);
            return new Mapping(place, rest);
        }
    }

    /**
     * A key of a mapping.
     *
     * @param place where the key stands
     * @param value what it has
     */
    record Member(Place place, Value value) {
        public Member {
            Objects.requireNonNull(place);
            Objects.requireNonNull(value);
        }
    }

    /** The value that a Java object stands for: null, a map, a list, or anything else by its {@code toString}. */
    static Value of(Object object, Place place) {
        if (object == null) {
            return new Nothing(place);
        }
        if (object instanceof Map<?, ?> map) {
            Map<String, Member> members = new LinkedHashMap<>();
            map.forEach((key, value) -> members.put(key.toString(), new Member(place, of(value, place))));
            return new Mapping(place, members);
        }
        if (object instanceof List<?> list) {
            return new Sequence(
                    place, list.stream().map(item -> of(item, place)).toList());
        }
        return new Text(place, object.toString());
    }
}
