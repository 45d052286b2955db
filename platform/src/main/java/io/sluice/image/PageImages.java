package io.sluice.image;

import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Both images of one pagemap. Runs are placed in address order by one thread at a time (the caller holds a lock); the
 * bytes may be written by several threads at once.
 *
 * <p>After an exception the set can only be aborted.
 */
public final class PageImages implements AutoCloseable {
    private final PagesKey key;
    private final PagemapWriter pagemap;
    private final RecordedImage pages;
    private final RecordedStream.Ending ending;
    private boolean closed;

    PageImages(PagesKey key, PagemapWriter pagemap, RecordedImage pages, RecordedStream.Ending ending) {
        this.key = key;
        this.pagemap = pagemap;
        this.pages = pages;
        this.ending = ending;
    }

    /** Pages that have their place in the image, but may not be there yet. */
    @FunctionalInterface
    public interface Placement {

        /**
         * Writes the bytes, once, from any thread; the buffer must hold them until then, and is left as it is. For a sink
         * that can only append, they are there already.
         *
         * @throws IOException what the sink threw
         */
        void write() throws IOException;
    }

    /** Whose pages these are. */
    public PagesKey key() {
        return key;
    }

    /**
     * Lists pages that the parent has.
     *
     * @param range after everything listed before
     */
    public void parent(PageRange range) throws IOException {
        pagemap.add(range, PageState.PARENT);
    }

    /**
     * Lists pages as written, takes their bytes into the checksums, and reserves their place.
     *
     * @param ranges ascending, after everything listed before
     * @param bytes what they hold, one after the other, from position to limit; direct buffers are fastest
     * @throws IOException what the sink threw
     */
    public Placement present(List<PageRange> ranges, ByteBuffer bytes) throws IOException {
        long length = 0;
        for (PageRange range : ranges) {
            pagemap.add(range, PageState.PRESENT);
            length += range.bytes();
        }
        if (length != bytes.remaining()) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes for ranges of " + length);
        }
        return pages.place(bytes.slice())::write;
    }

    /** How many pages are listed up to now. */
    public PageCounts counts() {
        return pagemap.counts();
    }

    /** Both images are complete. All placements were written. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (pages;
                pagemap) {
            ending.ended(pages);
        }
    }
}
