package io.sluice.memory;

import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.track.TaskTracker;
import java.util.List;
import java.util.Optional;

/**
 * One task or shared segment to transfer.
 *
 * @param name what to call it in messages and progress
 * @param areas ascending, not overlapping
 * @param population which pages of them have contents
 * @param parent what the parent set lists of it
 * @param drain how its pages are moved; not closed by the transfer
 * @param tracker what knows about changes; empty: all pages are stored
 */
public record PageSource(
        String name,
        List<Area> areas,
        Population population,
        ParentPages parent,
        TaskDrain drain,
        Optional<TaskTracker> tracker) {
    public PageSource {
        areas = List.copyOf(areas);
    }
}
