package io.sluice.dump;

import io.sluice.memory.Area;
import io.sluice.memory.Portions;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a tracker said of a whole task in the stop, for the time after it: by then the task writes on. */
final class ScannedInStop implements TaskTracker {
    /** So many ranges are known exactly, which is some megabytes; beyond, all between the first and the last of a portion. */
    private static final int MOST_RANGES = 200_000;

    private final TaskTracker tracker;
    /** By where a portion begins. */
    private final Map<Long, Scan> scans = new HashMap<>();

    private int ranges;
    private long changed;

    private ScannedInStop(TaskTracker tracker) {
        this.tracker = tracker;
    }

    /** Asks it of all portions of the areas. */
    static ScannedInStop of(TaskTracker tracker, List<Area> areas) throws IOException, ComponentException {
        ScannedInStop scanned = new ScannedInStop(tracker);
        Portions portions = new Portions(areas);
        while (portions.hasNext()) {
            PageRange range = portions.next().range();
            scanned.scans.put(range.start(), scanned.bounded(range, tracker.scan(range)));
        }
        return scanned;
    }

    private Scan bounded(PageRange portion, Scan scan) {
        if (!(scan instanceof Scan.Changed told)) {
            changed += portion.bytes();
            return scan;
        }
        List<PageRange> exact = told.ranges();
        for (PageRange range : exact) {
            changed += range.bytes();
        }
        ranges += exact.size();
        return exact.isEmpty() || ranges <= MOST_RANGES
                ? scan
                : new Scan.Changed(List.of(new PageRange(
                        exact.get(0).start(), exact.get(exact.size() - 1).end())));
    }

    /** How much of them may have changed, in bytes. */
    long changed() {
        return changed;
    }

    /** The same without the witness: for a plan by which nothing is judged. */
    TaskTracker alone() {
        return new Told(this::scan);
    }

    @Override
    public Scan scan(PageRange mapping) {
        return scans.get(mapping.start());
    }

    @Override
    public Optional<PageWitness> witness() {
        return tracker.witness();
    }

    @Override
    public void complete() throws IOException {
        tracker.complete();
    }

    @Override
    public void seal() {
        tracker.seal();
    }

    @Override
    public void close() throws IOException {
        tracker.close();
    }
}
