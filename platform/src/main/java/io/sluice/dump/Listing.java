package io.sluice.dump;

import io.sluice.image.PagemapCursor;
import io.sluice.memory.PageRun;
import io.sluice.memory.RangeList;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import java.util.Optional;

/**
 * Which pages the parent lists of a target, read before the stop in which it has to be known.
 *
 * @param ranges ascending, without those that touch each other
 */
record Listing(List<PageRange> ranges) {
    /** Some megabytes. */
    private static final int MOST_RANGES = 100_000;

    /** None. */
    static final Listing NONE = new Listing(List.of());

    /** Those of a pagemap, which is closed; empty where they are in too many pieces to be held. */
    static Optional<Listing> of(PagemapCursor pagemap) {
        RangeList ranges = new RangeList();
        try (pagemap) {
            for (Optional<PageRun> run = pagemap.next(); run.isPresent(); run = pagemap.next()) {
                ranges.add(run.get().range());
                if (ranges.closed() >= MOST_RANGES) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Listing(ranges.ranges()));
    }
}
