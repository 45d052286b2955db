package io.sluice.dump;

import io.sluice.image.PagemapCursor;
import io.sluice.memory.PageRun;
import io.sluice.memory.ParentPages;
import io.sluice.spi.memory.PageRange;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages that the parent's pagemap lists, read along with the plan. */
final class ListedPages implements ParentPages, AutoCloseable {
    private final Supplier<Optional<PageRange>> ranges;
    private final Runnable closing;
    private Optional<PageRange> range;

    private ListedPages(Supplier<Optional<PageRange>> ranges, Runnable closing) {
        this.ranges = ranges;
        this.closing = closing;
        this.range = ranges.get();
    }

    /** Those of a pagemap, which is closed with this. */
    static ListedPages of(PagemapCursor cursor) {
        return new ListedPages(() -> cursor.next().map(PageRun::range), cursor::close);
    }

    /** Those that were read before. */
    static ListedPages of(Listing listing) {
        Iterator<PageRange> next = listing.ranges().iterator();
        return new ListedPages(() -> next.hasNext() ? Optional.of(next.next()) : Optional.empty(), () -> {});
    }

    @Override
    public boolean holds(long page) {
        while (range.isPresent() && range.get().end() <= page) {
            range = ranges.get();
        }
        return range.isPresent() && range.get().contains(page);
    }

    @Override
    public long until(long page) {
        if (range.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return range.get().contains(page) ? range.get().end() : range.get().start();
    }

    @Override
    public void close() {
        closing.run();
    }
}
