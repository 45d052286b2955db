package io.sluice.dump;

import io.sluice.image.PagemapCursor;
import io.sluice.memory.PageRun;
import io.sluice.memory.ParentPages;
import io.sluice.spi.memory.PageRange;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages that the parent's pagemap lists, read along with the plan. */
final class ListedPages implements ParentPages, AutoCloseable {
    private final Supplier<Optional<PageRun>> runs;
    private final Runnable closing;
    private Optional<PageRun> run;

    private ListedPages(Supplier<Optional<PageRun>> runs, Runnable closing) {
        this.runs = runs;
        this.closing = closing;
        this.run = runs.get();
    }

    /** Those of a pagemap, which is closed with this. */
    static ListedPages of(PagemapCursor cursor) {
        return new ListedPages(cursor::next, cursor::close);
    }

    /** Those that were read before. */
    static ListedPages of(List<PageRun> read) {
        Iterator<PageRun> next = read.iterator();
        return new ListedPages(() -> next.hasNext() ? Optional.of(next.next()) : Optional.empty(), () -> {});
    }

    @Override
    public boolean holds(long page) {
        while (run.isPresent() && run.get().range().end() <= page) {
            run = runs.get();
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
        closing.run();
    }
}
