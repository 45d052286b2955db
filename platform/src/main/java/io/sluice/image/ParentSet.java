package io.sluice.image;

import java.util.Objects;

/**
 * The set that a new one adds to.
 *
 * @param reference where it is, to the letter as the user gave it; relative to the new set
 * @param set the set itself, opened; closed by the caller
 */
public record ParentSet(String reference, ImageSet set) {
    public ParentSet {
        Objects.requireNonNull(reference);
        Objects.requireNonNull(set);
    }
}
