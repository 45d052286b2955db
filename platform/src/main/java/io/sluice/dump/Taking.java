package io.sluice.dump;

import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.track.TaskTracker;
import java.util.Optional;

/**
 * A target that a round has opened. Its tracker and its protection are the round's to close, after the commit.
 *
 * @param target the target
 * @param drain how its pages are moved; closed with this
 * @param tracker what knows its changes; empty: all pages are taken
 */
record Taking(RoundTarget target, TaskDrain drain, Optional<TaskTracker> tracker) implements AutoCloseable {

    @Override
    public void close() {
        drain.close();
    }
}
