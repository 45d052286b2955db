package io.sluice.track.hash;

import io.sluice.spi.ComponentException;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.TaskTracker;
import io.sluice.spi.track.TrackedTarget;
import java.io.IOException;

/** The tracker {@code hash}. */
final class HashTracker implements DirtyTracker {
    private final int wholeEvery;
    private final int pageSize;

    HashTracker(int wholeEvery, int pageSize) {
        this.wholeEvery = wholeEvery;
        this.pageSize = pageSize;
    }

    @Override
    public Collects collects() {
        return Collects.RUNNING;
    }

    @Override
    public boolean tracksSharedSegments() {
        return true;
    }

    @Override
    public boolean looksAtBytes() {
        return true;
    }

    @Override
    public TaskTracker open(TrackedTarget target) throws ComponentException {
        try {
            KnownHashes known = KnownHashes.open(target.parent());
            return new HashTaskTracker(known, new PageHash(known.key(), pageSize), target, wholeEvery);
        } catch (IOException e) {
            throw new ComponentException(
                    "cannot read the page hashes kept for " + target.name() + ": " + e.getMessage(),
                    "begin a new chain: pre-dump without a parent",
                    e);
        }
    }
}
