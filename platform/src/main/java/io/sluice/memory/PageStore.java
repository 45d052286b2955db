package io.sluice.memory;

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
}
