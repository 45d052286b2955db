package io.sluice.image.manifest;

import java.util.Objects;

/**
 * The components that made the set.
 *
 * @param drain got the pages
 * @param tracker said which
 * @param sink stored them
 */
public record Components(Component drain, Component tracker, Component sink) {
    public Components {
        Objects.requireNonNull(drain, "the drain is missing");
        Objects.requireNonNull(tracker, "the tracker is missing");
        Objects.requireNonNull(sink, "the sink is missing");
    }
}
