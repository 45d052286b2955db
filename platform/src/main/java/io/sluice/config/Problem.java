package io.sluice.config;

import java.util.Objects;

/**
 * One thing that is wrong in the configuration.
 *
 * @param place where
 * @param message what is wrong, in one line
 * @param remedy what a person can do about it, in one line
 */
public record Problem(Place place, String message, String remedy) {
    public Problem {
        Objects.requireNonNull(place);
        Objects.requireNonNull(message);
        Objects.requireNonNull(remedy);
    }

    /** All of it in one line. */
    @Override
    public String toString() {
        return place + ": " + message + "; " + remedy;
    }
}
