package io.sluice.track.uffd;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;

/** A task that cannot be write-protected: all its pages are taken in every round, and the report says why. */
record UntrackedTask(String reason) implements TaskTracker {

    @Override
    public Scan scan(PageRange mapping) {
        return new Scan.Unknown(reason);
    }

    @Override
    public void close() {}
}
