package io.sluice.dump;

import io.sluice.image.PagemapCursor;
import io.sluice.memory.PageRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the parent lists of a target, read before the stop in which it has to be known.
 *
 * @param runs ascending
 */
record Listing(List<PageRun> runs) {
    /** Some megabytes. */
    private static final int MOST_RUNS = 100_000;

    /** Nothing. */
    static final Listing NONE = new Listing(List.of());

    /** All of a pagemap, which is closed; empty where it is too long to be held. */
    static Optional<Listing> of(PagemapCursor pagemap) {
        List<PageRun> runs = new ArrayList<>();
        try (pagemap) {
            for (Optional<PageRun> run = pagemap.next(); run.isPresent(); run = pagemap.next()) {
                runs.add(run.get());
                if (runs.size() > MOST_RUNS) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Listing(runs));
    }

    long bytes() {
        return runs.stream().mapToLong(run -> run.range().bytes()).sum();
    }
}
