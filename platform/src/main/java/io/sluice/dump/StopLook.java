package io.sluice.dump;

import io.sluice.memory.Area;
import io.sluice.memory.LongRuns;
import io.sluice.memory.PlanBasis;
import io.sluice.memory.PlannedReading;
import io.sluice.memory.Population;
import io.sluice.memory.WorkerCrew;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.TaskMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What was seen in a stop of the pages of one task.
 *
 * @param changed how many bytes of it may have changed
 * @param reading of the pages that are to be moved, where they are few
 */
record StopLook(long changed, Optional<PlannedReading> reading) {
    /** Where no tracker knows. */
    static final StopLook UNTRACKED = new StopLook(Long.MAX_VALUE, Optional.empty());

    /**
     * Looks at a task of which a tracker told what has changed.
     *
     * @param listing what the parent lists of it; empty where that is not known
     * @param before what was populated before the stop
     * @param population what is populated
     * @param memory that of the task
     * @param room what finds place in it is few
     * @param crew who reads it
     */
    static StopLook of(
            ScannedInStop scanned,
            List<Area> areas,
            Optional<Listing> listing,
            LongRuns before,
            Population population,
            TaskMemory memory,
            ByteBuffer room,
            WorkerCrew crew)
            throws IOException, ComponentException {
        if (listing.isEmpty() || scanned.changed() > room.remaining()) {
            return new StopLook(scanned.changed(), Optional.empty());
        }
        try (ListedPages listed = ListedPages.of(listing.get())) {
            PlanBasis basis = new PlanBasis(areas, before.with(population), listed, Optional.of(scanned.alone()));
            return new StopLook(scanned.changed(), PlannedReading.of(basis, memory, room, crew));
        }
    }
}
