package io.sluice.dump;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import java.util.function.Function;

/**
 * What a tracker told before, for a plan by which nothing is judged.
 *
 * @param scans what it told of each portion
 */
record Told(Function<PageRange, Scan> scans) implements TaskTracker {

    @Override
    public Scan scan(PageRange mapping) {
        return scans.apply(mapping);
    }

    @Override
    public void close() {}
}
