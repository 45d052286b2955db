package io.sluice.memory;

import io.sluice.spi.track.TaskTracker;
import java.util.List;
import java.util.Optional;

/**
 * What the plan of a transfer is made of.
 *
 * @param areas ascending, not overlapping
 * @param population which pages of them have contents
 * @param parent what the parent set lists of them
 * @param tracker what knows about changes; empty: all pages are to be moved
 */
public record PlanBasis(List<Area> areas, Population population, ParentPages parent, Optional<TaskTracker> tracker) {
    public PlanBasis {
        areas = List.copyOf(areas);
    }

    /** The same with another word on what is populated. */
    PlanBasis with(Population other) {
        return new PlanBasis(areas, other, parent, tracker);
    }
}
