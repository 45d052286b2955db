package io.sluice.image.manifest;

import java.util.Objects;

/**
 * One shared segment whose memory is in the set.
 *
 * @param shmid its number, which names its images
 * @param name what it is, for people
 * @param bytes how long it is
 * @param image the name of its pagemap
 */
public record SegmentEntry(long shmid, String name, long bytes, String image) {
    public SegmentEntry {
        Objects.requireNonNull(name, "a segment has no name");
        Objects.requireNonNull(image, "a segment has no image");
        if (bytes < 0) {
            throw new IllegalArgumentException("a segment has a length below zero");
        }
    }
}
