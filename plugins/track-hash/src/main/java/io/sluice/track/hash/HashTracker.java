package io.sluice.track.hash;

import io.sluice.spi.ComponentException;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.Keeping;
import io.sluice.spi.track.KeptState;
import io.sluice.spi.track.TaskTracker;
import io.sluice.spi.track.TrackedTarget;
import java.io.IOException;
import java.util.Optional;

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

    /** All that is known of the chain, as of a set that kept all hashes. */
    @Override
    public void join(KeptState newest, Keeping keeping) throws IOException {
        try (KnownHashes known = KnownHashes.open(Optional.of(newest))) {
            if (known.isEmpty()) {
                return;
            }
            try (HashWriter writer = new HashWriter(keeping.keep(), known.key(), 0, pageSize)) {
                for (long page = known.from(0); page < Long.MAX_VALUE; page = known.from(page + 1)) {
                    writer.add(page, known.at(page));
                }
                writer.complete();
            }
        }
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
