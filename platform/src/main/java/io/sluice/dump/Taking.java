package io.sluice.dump;

import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.track.TaskTracker;
import java.util.Map;

/**
 * A target that a round has opened. Its trackers and its protection are the round's to close, after the commit.
 *
 * @param target the target
 * @param drain how its pages are moved; closed with this
 * @param arming its trackers that arm in the stop, by name
 */
record Taking(RoundTarget target, TaskDrain drain, Map<String, TaskTracker> arming) implements AutoCloseable {

    @Override
    public void close() {
        drain.close();
    }
}
