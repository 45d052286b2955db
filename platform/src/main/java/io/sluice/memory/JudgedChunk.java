package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * A chunk with the verdict on its pages.
 *
 * @param chunk what was planned
 * @param moved what of it was moved
 * @param stored a bit a moved page: its bytes are stored
 * @param listed a bit a moved page: the pagemap lists it, as present where it is stored, else as the parent's
 */
record JudgedChunk(PlannedChunk chunk, List<PageRange> moved, BitSet stored, BitSet listed) {

    /** With pages that the kernel moved and nobody saw: all are stored. */
    static JudgedChunk unseen(PlannedChunk chunk, List<PageRange> moved) {
        BitSet all = new BitSet();
        all.set(0, (int) Pages.in(moved.stream().mapToLong(PageRange::bytes).sum()));
        return new JudgedChunk(chunk, moved, all, all);
    }

    /** What the pagemap is to list: moved and clean pages, ascending. */
    List<PageRun> runs() {
        RangeList present = new RangeList();
        RangeList parent = new RangeList();
        int page = 0;
        for (PageRange range : moved) {
            for (long address = range.start(); address < range.end(); address += Pages.SIZE, page++) {
                if (stored.get(page)) {
                    present.add(address);
                } else if (listed.get(page)) {
                    parent.add(address);
                }
            }
        }
        List<PageRun> runs = new ArrayList<>();
        present.ranges().forEach(range -> runs.add(new PageRun(range, PageState.PRESENT)));
        parent.ranges().forEach(range -> runs.add(new PageRun(range, PageState.PARENT)));
        chunk.clean().forEach(range -> runs.add(new PageRun(range, PageState.PARENT)));
        runs.sort(Comparator.comparing(PageRun::range));
        return runs;
    }

    /** Closes the gaps that pages not stored leave in the buffer; afterwards it holds just the stored ones. */
    void compact(ByteBuffer bytes) {
        int to = 0;
        for (int from = stored.nextSetBit(0); from >= 0; ) {
            int end = stored.nextClearBit(from);
            if (from != to) {
                bytes.put(to * Pages.SIZE, bytes, from * Pages.SIZE, (end - from) * Pages.SIZE);
            }
            to += end - from;
            from = stored.nextSetBit(end);
        }
        bytes.position(0).limit(to * Pages.SIZE);
    }

    PageCounts counts() {
        long movedPages = moved.stream().mapToLong(PageRange::bytes).sum() / Pages.SIZE;
        long cleanPages = chunk.clean().stream().mapToLong(PageRange::bytes).sum() / Pages.SIZE;
        long planned = chunk.moves().map(m -> Pages.in(m.bytes())).orElse(0L);
        long written = stored.cardinality();
        long kept = listed.cardinality();
        return new PageCounts(
                planned + cleanPages, written, kept - written + cleanPages, movedPages - kept, planned - movedPages);
    }
}
