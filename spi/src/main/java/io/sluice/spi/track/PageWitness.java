package io.sluice.spi.track;

import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;

/**
 * Sees the bytes of every page that a drain moved, in the buffer that they are stored from, and says which differ from
 * what the parent set holds. A page that holds again what the parent has is none of them (T04).
 *
 * <p>Chunks are begun and recorded in plan order by one thread at a time; between that, several threads judge different
 * chunks at once.
 */
public interface PageWitness {

    /**
     * Begins the next chunk: gathers what is known of these pages. In plan order, one at a time.
     *
     * @param planned ascending; empty when nothing of the chunk is to be moved
     */
    Judgement begin(List<PageRange> planned) throws IOException;

    /** The judgement on one chunk. */
    interface Judgement {

        /**
         * Says which pages changed. Called once, from any thread; not when nothing was moved.
         *
         * @param moved the ranges that were really moved, ascending, within what was planned
         * @param bytes their bytes, one after the other, from position to limit; to be left as they are
         * @return a bit a page, in order: set where the bytes are not known to equal the parent's
         */
        BitSet changed(List<PageRange> moved, ByteBuffer bytes);

        /**
         * Records what was judged: in plan order, one at a time, after all chunks before. It is not called for chunks of
         * which nothing was moved.
         *
         * @param stored a bit a page of {@code moved}: set where the page is written into the new set
         * @param listed a bit a page of {@code moved}: set where the new set's pagemap has the page, written or by its
         *     parent; clear for pages that are left out because they are empty
         */
        void record(BitSet stored, BitSet listed) throws IOException;

        /**
         * The same of a chunk with pages that were not even moved, for another tracker knows that they did not change: the
         * new set lists them as its parent's. Called in place of the other, and also when nothing was moved.
         *
         * @param unmoved ascending, between those of {@code moved}
         */
        default void record(BitSet stored, BitSet listed, List<PageRange> unmoved) throws IOException {
            record(stored, listed);
        }
    }
}
