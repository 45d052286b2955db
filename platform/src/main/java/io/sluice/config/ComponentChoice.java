package io.sluice.config;

import java.util.Map;
import java.util.Objects;

/**
 * A component that was called for, and its settings.
 *
 * @param name by which its factory is known
 * @param settings what is told to the component
 * @param place where it was called for
 */
public record ComponentChoice(String name, Value.Mapping settings, Place place) {
    public ComponentChoice {
        Objects.requireNonNull(name);
        Objects.requireNonNull(settings);
        Objects.requireNonNull(place);
    }

    /** One without settings, called for by a program. */
    public static ComponentChoice of(String name) {
        return of(name, Map.of());
    }

    /** One called for by a program; the values of the settings are texts, numbers, booleans and lists of texts. */
    public static ComponentChoice of(String name, Map<String, ?> settings) {
        return new ComponentChoice(name, (Value.Mapping) Value.of(settings, Place.PROGRAM), Place.PROGRAM);
    }

    static ComponentChoice byDefault(String name) {
        return new ComponentChoice(name, (Value.Mapping) Value.of(Map.of(), Place.DEFAULT), Place.DEFAULT);
    }

    /** This one if it has that name already, with its settings; else one of that name without. */
    ComponentChoice named(String other) {
        return name.equals(other) ? this : of(other);
    }
}
