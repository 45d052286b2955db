package io.sluice.image;

import io.sluice.image.format.ImageType;
import io.sluice.image.format.MessageWriter;
import io.sluice.image.message.PagemapEntry;
import io.sluice.image.message.PagemapHead;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes a pagemap, ascending; neighbours of the same state become one entry. One thread at a time. */
final class PagemapWriter implements AutoCloseable {
    private final MessageWriter messages;
    private final int pageSize;
    private Optional<PageRun> last = Optional.empty();
    private long end;
    private long present;
    private long parent;

    PagemapWriter(OutputStream bytes, int pagesId, int pageSize) throws IOException {
        this.pageSize = pageSize;
        this.messages = MessageWriter.begin(ImageType.PAGEMAP, bytes);
        messages.write(PagemapHead.newBuilder().setPagesId(pagesId).build());
    }

    void add(PageRange range, PageState state) throws IOException {
        if (range.start() < end || range.start() % pageSize != 0 || range.end() % pageSize != 0) {
            throw new IllegalArgumentException("out of order, or not on pages: " + range);
        }
        end = range.end();
        count(range, state);
        boolean joins = last.isPresent()
                && last.get().state() == state
                && last.get().range().end() == range.start();
        if (joins) {
            last = Optional.of(new PageRun(new PageRange(last.get().range().start(), range.end()), state));
        } else {
            writeLast();
            last = Optional.of(new PageRun(range, state));
        }
    }

    PagemapCounts counts() {
        return new PagemapCounts(present, parent);
    }

    @Override
    public void close() throws IOException {
        try (messages) {
            writeLast();
        }
    }

    private void count(PageRange range, PageState state) {
        switch (state) {
            case PRESENT -> present += range.bytes() / pageSize;
            case PARENT -> parent += range.bytes() / pageSize;
            case LAZY -> throw new IllegalArgumentException("pages of a page server are not written");
        }
    }

    private void writeLast() throws IOException {
        if (last.isPresent()) {
            PageRun run = last.get();
            last = Optional.empty();
            messages.write(PagemapEntry.newBuilder()
                    .setVaddr(run.range().start())
                    .setCompatNrPages(0)
                    .setFlags(run.state() == PageState.PRESENT ? PagemapCursor.PRESENT : PagemapCursor.PARENT)
                    .setNrPages(run.pages(pageSize))
                    .build());
        }
    }
}
