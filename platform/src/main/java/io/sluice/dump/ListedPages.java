package io.sluice.dump;

import io.sluice.image.PagemapCursor;
import io.sluice.memory.PageRun;
import io.sluice.memory.ParentPages;
import io.sluice.spi.memory.PageRange;
import java.util.Optional;

/** The pages that the parent's pagemap lists, read along with the plan. */
final class ListedPages implements ParentPages, AutoCloseable {
    private final PagemapCursor cursor;
    private Optional<PageRun> run;

    ListedPages(PagemapCursor cursor) {
        this.cursor = cursor;
        this.run = cursor.next();
    }

    @Override
    public boolean holds(long page) {
        while (run.isPresent() && run.get().range().end() <= page) {
            run = cursor.next();
        }
        return run.isPresent() && run.get().range().contains(page);
    }

    @Override
    public long until(long page) {
        PageRange range = run.map(PageRun::range).orElse(null);
        if (range == null) {
            return Long.MAX_VALUE;
        }
        return range.contains(page) ? range.end() : range.start();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
