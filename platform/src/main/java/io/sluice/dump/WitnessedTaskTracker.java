package io.sluice.dump;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two trackers of one target: the first says which pages may have changed, the second looks at the bytes of those. Where the
 * first knows nothing the second decides alone. Both are armed and closed by who opened them.
 */
final class WitnessedTaskTracker implements TaskTracker {
    private final TaskTracker first;
    private final TaskTracker second;
    private final Set<String> compared = new TreeSet<>();

    WitnessedTaskTracker(TaskTracker first, TaskTracker second) {
        this.first = first;
        this.second = second;
    }

    /** Both are asked in any case: a scan also begins to track anew. */
    @Override
    public Scan scan(PageRange mapping) throws IOException, ComponentException {
        Scan known = first.scan(mapping);
        Scan looked = second.scan(mapping);
        if (!(known instanceof Scan.Unknown nothing)) {
            return known;
        }
        if (looked instanceof Scan.Unknown neither) {
            return new Scan.Unknown(nothing.reason() + ", and " + neither.reason());
        }
        compared.add(nothing.reason());
        return looked;
    }

    /** Why all pages were read and compared, where the first knew nothing. */
    Set<String> compared() {
        return compared;
    }

    @Override
    public Optional<PageWitness> witness() {
        return second.witness();
    }

    @Override
    public void complete() throws IOException {
        first.complete();
        second.complete();
    }

    @Override
    public void seal() {
        first.seal();
        second.seal();
    }

    @Override
    public void close() {}
}
