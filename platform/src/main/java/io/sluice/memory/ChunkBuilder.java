package io.sluice.memory;

import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Gathers the pages of the next chunk, in address order. */
final class ChunkBuilder {
    /** process_vm_readv(2) is fastest at this many bytes a call. */
    private static final int CHUNK_BYTES = 512 << 10;

    /** The most ranges of a chunk: about as many as one call takes (IOV_MAX). */
    private static final int MOST_RANGES = 1000;

    /** The most clean pages of a chunk: listing them costs next to nothing. */
    private static final int MOST_CLEAN = 1 << 18;

    private final RangeList moves = new RangeList();
    private final RangeList clean = new RangeList();
    private final BitSet held = new BitSet();
    private Area area;
    private long longest;
    private int movePages;
    private int cleanPages;

    /** Whether a page of {@code next} may still be added. */
    boolean takes(Area next) {
        return isEmpty()
                || (area.alike(next)
                        && movePages * Pages.SIZE < CHUNK_BYTES
                        && cleanPages < MOST_CLEAN
                        && moves.closed() + clean.closed() < MOST_RANGES);
    }

    boolean isEmpty() {
        return movePages + cleanPages == 0;
    }

    /** Adds pages to move, up to {@code to} as far as there is room; answers up to where. */
    long move(Area of, long from, long to, boolean heldByParent) {
        long end = Math.min(to, from + CHUNK_BYTES - (long) movePages * Pages.SIZE);
        int pages = (int) ((end - from) / Pages.SIZE);
        area = of;
        longest = Math.max(longest, of.range().bytes());
        held.set(movePages, movePages + pages, heldByParent);
        movePages += pages;
        moves.add(from, end);
        return end;
    }

    /** The same with pages that are left to the parent. */
    long clean(Area of, long from, long to) {
        long end = Math.min(to, from + (long) (MOST_CLEAN - cleanPages) * Pages.SIZE);
        area = of;
        cleanPages += (int) ((end - from) / Pages.SIZE);
        clean.add(from, end);
        return end;
    }

    Area area() {
        return area;
    }

    /** What is to be moved; empty when all of it is clean. */
    Optional<PageChunk> moves() {
        return moves.isEmpty()
                ? Optional.empty()
                : Optional.of(new PageChunk(moves.ranges(), area.readable(), area.backing(), longest));
    }

    List<PageRange> clean() {
        return clean.ranges();
    }

    BitSet held() {
        return held;
    }
}
