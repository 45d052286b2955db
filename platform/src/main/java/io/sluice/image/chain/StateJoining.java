package io.sluice.image.chain;

import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import java.io.IOException;

/** Joins what trackers kept along a chain, so that the next set adds to one that was made of the chain as to any other. */
@FunctionalInterface
public interface StateJoining {
    /** Keeps nothing: the next set is whole. */
    StateJoining NONE = (newest, whole) -> {};

    /**
     * Joins.
     *
     * @param newest the newest set of the chain
     * @param whole the set that is made of it
     */
    void join(ImageSet newest, NewSet whole) throws IOException;
}
