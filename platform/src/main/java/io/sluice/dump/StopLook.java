package io.sluice.dump;

import io.sluice.memory.Area;
import io.sluice.memory.LongRuns;
import io.sluice.memory.PagePlan;
import io.sluice.memory.PlanBasis;
import io.sluice.memory.Population;
import io.sluice.spi.ComponentException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What was seen in a stop of the pages of one task.
 *
 * @param changed how many bytes of it may have changed
 * @param plan which pages are to be moved, where they are few
 */
record StopLook(long changed, Optional<PagePlan> plan) {
    /** Where no tracker knows. */
    static final StopLook UNTRACKED = new StopLook(Long.MAX_VALUE, Optional.empty());

    /**
     * Looks at a task of which a tracker told what has changed.
     *
     * @param listing what the parent lists of it; empty where that is not known
     * @param before what was populated before the stop
     * @param population what is populated
     * @param most how many bytes are few
     */
    static StopLook of(
            ScannedInStop scanned,
            List<Area> areas,
            Optional<Listing> listing,
            LongRuns before,
            Population population,
            long most)
            throws IOException, ComponentException {
        if (listing.isEmpty() || scanned.changed() > most) {
            return new StopLook(scanned.changed(), Optional.empty());
        }
        try (ListedPages listed = ListedPages.of(listing.get())) {
            PlanBasis basis = new PlanBasis(areas, before.with(population), listed, Optional.of(scanned.alone()));
            return new StopLook(scanned.changed(), PagePlan.of(basis, most));
        }
    }
}
