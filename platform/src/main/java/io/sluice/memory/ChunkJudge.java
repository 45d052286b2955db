package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness.Judgement;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;

/** Decides what becomes of each page that was moved, by its bytes. */
final class ChunkJudge {
    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(Pages.SIZE).asReadOnlyBuffer();

    private ChunkJudge() {}

    /** Judges {@code moved}, whose bytes the buffer holds from position to limit. From any thread. */
    static JudgedChunk judge(PlannedChunk chunk, List<PageRange> moved, ByteBuffer bytes) {
        int pages = (int) Pages.in(bytes.remaining());
        BitSet stored = new BitSet(pages);
        BitSet listed = new BitSet(pages);
        listed.set(0, pages);
        if (chunk.area().emptyIsZero()) {
            clearEmpty(listed, pages, bytes);
        }
        stored.or(listed);
        if (chunk.judgement().isPresent() && !moved.isEmpty()) {
            leaveToParent(stored, chunk, chunk.judgement().get(), moved, bytes);
        }
        return new JudgedChunk(chunk, moved, stored, listed);
    }

    private static void clearEmpty(BitSet listed, int pages, ByteBuffer bytes) {
        for (int page = 0; page < pages; page++) {
            int at = bytes.position() + page * Pages.SIZE;
            // Most pages differ in their first word; that is asked without making a slice.
            if (bytes.getLong(at) == 0 && bytes.slice(at, Pages.SIZE).equals(ZEROS)) {
                listed.clear(page);
            }
        }
    }

    private static void leaveToParent(
            BitSet stored, PlannedChunk chunk, Judgement judgement, List<PageRange> moved, ByteBuffer bytes) {
        BitSet unchanged = held(chunk, moved);
        unchanged.andNot(judgement.changed(moved, bytes));
        stored.andNot(unchanged);
    }

    /** A bit a moved page: whether the parent lists it. */
    private static BitSet held(PlannedChunk chunk, List<PageRange> moved) {
        List<PageRange> planned = chunk.moves().orElseThrow().ranges();
        if (moved.equals(planned)) {
            return (BitSet) chunk.held().clone();
        }
        BitSet held = new BitSet();
        int page = 0;
        PageNumbers numbers = new PageNumbers(planned);
        for (PageRange range : moved) {
            for (long address = range.start(); address < range.end(); address += Pages.SIZE) {
                held.set(page++, chunk.held().get(numbers.of(address)));
            }
        }
        return held;
    }
}
