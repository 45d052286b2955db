package io.sluice.dump;

import io.sluice.memory.Area;
import io.sluice.memory.Portions;
import io.sluice.memory.RangeList;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import java.io.IOException;
import java.util.ArrayList;
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

    /** @param tracker is asked */
    ScannedInStop(TaskTracker tracker) {
        this.tracker = tracker;
    }

    /** Asks it of all portions of the areas; when it is asked again, what it tells comes to what it told. */
    void ask(List<Area> areas) throws IOException, ComponentException {
        Portions portions = new Portions(areas);
        while (portions.hasNext()) {
            PageRange range = portions.next().range();
            scans.merge(range.start(), bounded(range, tracker.scan(range)), ScannedInStop::both);
        }
    }

    /** What is not told by ranges is all of it, each time. */
    private static Scan both(Scan first, Scan second) {
        if (first instanceof Scan.Changed before && second instanceof Scan.Changed since) {
            List<PageRange> told = new ArrayList<>(before.ranges());
            told.addAll(since.ranges());
            return new Scan.Changed(RangeList.inOrder(told));
        }
        return first;
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
