package io.sluice.image.manifest;

import java.util.Objects;

/**
 * What was asked for.
 *
 * @param mode the pre-dump mode
 * @param tracker the tracker by its name in the request, also when {@code auto}
 * @param sink the sink by its name in the request
 */
public record Options(String mode, String tracker, String sink) {
    public Options {
        Objects.requireNonNull(mode, "the mode is missing");
        Objects.requireNonNull(tracker, "the tracker asked for is missing");
        Objects.requireNonNull(sink, "the sink asked for is missing");
    }
}
