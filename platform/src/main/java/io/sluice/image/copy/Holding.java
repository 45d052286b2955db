package io.sluice.image.copy;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a sink holds a new set.
 *
 * @param sink what reports call the sink
 * @param set the name of the set there
 * @param missing why it is not there, in one line; empty when it is, whole
 */
public record Holding(String sink, String set, Optional<String> missing) {
    public Holding {
        Objects.requireNonNull(sink);
        Objects.requireNonNull(set);
        Objects.requireNonNull(missing);
    }

    /** In words. */
    @Override
    public String toString() {
        return sink
                + (missing.isEmpty() ? " holds " : " does not hold ")
                + set
                + missing.map(why -> " (" + why + ")").orElse("");
    }
}
