package io.sluice.image;

import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.memory.PageStore;
import io.sluice.spi.drain.DescriptorMove;
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
public final class PageImages implements PageStore, AutoCloseable {
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

    /** Whose pages these are. */
    public PagesKey key() {
        return key;
    }

    /**
     * Lists runs, takes the bytes of the present ones into the checksums, and reserves their place. For a sink that can
     * only append the bytes are written at once.
     *
     * @throws IOException what the sink threw
     */
    @Override
    public Placement place(List<PageRun> runs, ByteBuffer bytes) throws IOException {
        list(runs);
        long length = runs.stream()
                .filter(run -> run.state() == PageState.PRESENT)
                .mapToLong(run -> run.range().bytes())
                .sum();
        if (length != bytes.remaining()) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes for ranges of " + length);
        }
        return length == 0 ? () -> {} : pages.place(bytes.slice())::write;
    }

    /**
     * Lists pages as present and writes their bytes.
     *
     * @param bytes those of all pages of the range, from position to limit
     * @throws IOException what the sink threw
     */
    public void append(PageRange range, ByteBuffer bytes) throws IOException {
        place(List.of(new PageRun(range, PageState.PRESENT)), bytes).write();
    }

    @Override
    public boolean takesDescriptor() {
        return pages.takesDescriptor();
    }

    @Override
    public Moved move(DescriptorMove move) throws IOException {
        return pages.move(move);
    }

    @Override
    public void list(List<PageRun> runs) throws IOException {
        for (PageRun run : runs) {
            pagemap.add(run.range(), run.state());
        }
    }

    /** How many pages are listed up to now. */
    public PagemapCounts counts() {
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
