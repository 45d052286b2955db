package io.sluice.memory;

import io.sluice.spi.drain.DescriptorMove;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Where the judged pages of one task or segment go: images of a set, or a page server. */
public interface PageStore {

    /**
     * Lists pages and gives their bytes a place. In address order, one thread at a time.
     *
     * @param runs ascending, behind all that was placed before
     * @param bytes those of the present runs, one after the other, from position to limit; to be left as they are
     * @return writes the bytes; called once, maybe while other threads place and write
     */
    Placement place(List<PageRun> runs, ByteBuffer bytes) throws IOException;

    /** Writes the bytes of one placing. */
    @FunctionalInterface
    interface Placement {
        /** Returns when they are with the sink. */
        void write() throws IOException;
    }

    /** Whether the kernel can move bytes into it. Any thread. */
    default boolean takesDescriptor() {
        return false;
    }

    /**
     * Has pages moved to the next place. One thread at a time with {@link #place}. Where anything was moved, {@link #list}
     * follows.
     *
     * @throws IOException what the move threw
     */
    default Moved move(DescriptorMove move) throws IOException {
        throw new UnsupportedOperationException("this store has no descriptor");
    }

    /**
     * Lists pages that were moved, and those of the parent between them.
     *
     * @param runs as those of {@link #place}
     */
    default void list(List<PageRun> runs) throws IOException {
        throw new UnsupportedOperationException("this store has no descriptor");
    }

    /**
     * Pages that the kernel moved.
     *
     * @param ranges what the move answered
     * @param reading takes note of what stands there now; called once, maybe while other threads place and move
     */
    record Moved(List<PageRange> ranges, Reading reading) {}

    /** Reads back what was moved. */
    @FunctionalInterface
    interface Reading {
        /**
         * Reads it through a buffer of the caller.
         *
         * @param buffer direct; its contents are lost
         * @throws IOException also when not all of it is there
         */
        void through(ByteBuffer buffer) throws IOException;
    }
}
