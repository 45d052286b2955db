package io.sluice.image.describe;

import io.sluice.image.Inventory;
import io.sluice.image.PagemapCounts;
import io.sluice.image.manifest.Manifest;
import java.util.List;
import java.util.Optional;

/**
 * What one set holds.
 *
 * @param name its name, as the sink knows it
 * @param parent the reference to the set that it adds to
 * @param manifest what it says of itself; empty of CRIU's own sets
 * @param inventory what inventory.img says
 * @param pageSize the size of a page in bytes
 * @param bytes how many bytes its images have; of CRIU's own sets, with other files that lie there
 * @param given how many of these bytes were given away: newer sets have these pages, and they take no room
 * @param tasks its tasks
 * @param pages its pagemaps: tasks by pid, then shared segments
 */
public record SetDescription(
        String name,
        Optional<String> parent,
        Optional<Manifest> manifest,
        Inventory inventory,
        int pageSize,
        long bytes,
        long given,
        List<TaskDescription> tasks,
        List<PagesDescription> pages) {
    public SetDescription {
        tasks = List.copyOf(tasks);
        pages = List.copyOf(pages);
    }

    /** How many pages all its pagemaps list. */
    public PagemapCounts counts() {
        return pages.stream().map(PagesDescription::counts).reduce(new PagemapCounts(0, 0), PagemapCounts::plus);
    }

    /** The part of the listed pages that this set has itself, from 0 to 1. */
    public double changedShare() {
        return Shares.changed(counts());
    }
}
