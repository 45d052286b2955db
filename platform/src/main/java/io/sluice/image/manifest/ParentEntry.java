package io.sluice.image.manifest;

import java.util.Objects;

/**
 * The set that this one adds to.
 *
 * @param reference where it is, to the letter as the user gave it; relative to this set
 * @param set its identity
 * @param digest the digest of its manifest
 */
public record ParentEntry(String reference, String set, String digest) {
    public ParentEntry {
        if (Objects.requireNonNull(reference, "the parent has no reference").isEmpty()) {
            throw new IllegalArgumentException("the reference to the parent is empty");
        }
        Manifest.requireIdentity(set);
        Manifest.requireDigest(digest);
    }

    /** Which set it is, wherever. */
    public SetIdentity identity() {
        return new SetIdentity(set, digest);
    }
}
