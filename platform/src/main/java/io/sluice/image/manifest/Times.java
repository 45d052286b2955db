package io.sluice.image.manifest;

/**
 * How long the round took, in microseconds.
 *
 * @param freezing until every thread stood still
 * @param frozen while they stood still
 * @param dump scanning and draining
 * @param write writing the images
 */
public record Times(long freezing, long frozen, long dump, long write) {
    public Times {
        if (freezing < 0 || frozen < 0 || dump < 0 || write < 0) {
            throw new IllegalArgumentException("a time is below zero");
        }
    }
}
