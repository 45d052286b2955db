package io.sluice.memory;

import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness.Judgement;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One portion of the plan.
 *
 * @param sequence its place in the plan, from 0 on without a gap
 * @param area the area that it is of, or one like it
 * @param moves the pages to move; empty when all of it is clean
 * @param held a bit a page of {@code moves}: set where the parent lists the page
 * @param clean ascending ranges, between those of {@code moves}, that did not change and that the parent lists
 * @param judgement the witness's, begun; empty when nobody looks at bytes
 */
record PlannedChunk(
        long sequence,
        Area area,
        Optional<PageChunk> moves,
        BitSet held,
        List<PageRange> clean,
        Optional<Judgement> judgement) {}
