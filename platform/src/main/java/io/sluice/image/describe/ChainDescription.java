package io.sluice.image.describe;

import java.util.List;

/**
 * A set and all that it adds to.
 *
 * @param sets the newest first; at least one
 */
public record ChainDescription(List<SetDescription> sets) {
    public ChainDescription {
        sets = List.copyOf(sets);
    }

    /** How many bytes all images of the chain have. */
    public long bytes() {
        return sets.stream().mapToLong(SetDescription::bytes).sum();
    }
}
