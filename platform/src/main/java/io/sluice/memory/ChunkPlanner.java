package io.sluice.memory;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.PageWitness.Judgement;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Plans a transfer chunk by chunk, in address order, looking no further ahead than the next chunk. One thread at a time. */
final class ChunkPlanner {
    private final PlanBasis basis;
    private final Optional<PageWitness> witness;
    private final PopulatedPages pages;
    private final Set<String> unknown = new TreeSet<>();
    private ChangedPages changes = ChangedPages.all();
    private long sequence;
    private long planned;

    ChunkPlanner(PlanBasis basis) {
        this.basis = basis;
        this.witness = basis.tracker().flatMap(TaskTracker::witness);
        this.pages = new PopulatedPages(new Portions(basis.areas()), basis.population(), this::scan);
    }

    /** The next chunk; empty at the end of the plan. */
    Optional<PlannedChunk> next() throws IOException, ComponentException {
        ChunkBuilder builder = new ChunkBuilder();
        while (pages.hasNext() && builder.takes(pages.area())) {
            long from = pages.page();
            long to = add(builder, pages.area(), from);
            planned += (to - from) / Pages.SIZE;
            pages.takenTo(to);
        }
        return builder.isEmpty() ? Optional.empty() : Optional.of(chunk(builder));
    }

    /** As many pages as are treated alike, by ranges: most of them did not change. Answers up to where. */
    private long add(ChunkBuilder builder, Area area, long page) throws IOException {
        boolean held = basis.parent().holds(page) && area.stored() == Stored.CHANGED;
        boolean changed = changes.contains(page);
        long to = Math.min(pages.runEnd(), Math.min(basis.parent().until(page), changes.until(page)));
        return held && !changed ? builder.clean(area, page, to) : builder.move(area, page, to, held);
    }

    /**
     * Asks the tracker about the next portion, before its population is looked at: a page that is populated after the scan is unprotected, so
     * that the next round sees it; the other way round it would be lost.
     */
    private void scan(Area area) throws IOException, ComponentException {
        changes = ChangedPages.all();
        if (basis.tracker().isPresent()) {
            Scan scan = basis.tracker().get().scan(area.range());
            if (scan instanceof Scan.Changed changed) {
                changes = new ChangedPages(changed.ranges());
            } else if (scan instanceof Scan.Unknown nothing) {
                unknown.add(nothing.reason());
            }
        }
    }

    private PlannedChunk chunk(ChunkBuilder builder) throws IOException {
        Optional<PageChunk> moves = builder.moves();
        Optional<Judgement> judgement = Optional.empty();
        if (witness.isPresent()) {
            judgement =
                    Optional.of(witness.get().begin(moves.map(PageChunk::ranges).orElse(List.of())));
        }
        return new PlannedChunk(sequence++, builder.area(), moves, builder.held(), builder.clean(), judgement);
    }

    /** How many pages were planned so far. */
    long planned() {
        return planned;
    }

    /** Why the tracker knew nothing, where it did not. */
    Set<String> unknown() {
        return unknown;
    }
}
