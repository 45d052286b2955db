package io.sluice.image.verify;

import io.sluice.image.PagemapCursor;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.spi.memory.PageRange;
import java.util.Optional;

/** Walks along the parent's pagemap while ascending ranges are asked for. */
final class ParentPages implements AutoCloseable {
    private final Optional<PagemapCursor> cursor;
    private Optional<PageRun> current;

    /** @param cursor the parent's pagemap of the same key, if it has one; closed with this */
    ParentPages(Optional<PagemapCursor> cursor) {
        this.cursor = cursor;
        this.current = cursor.flatMap(PagemapCursor::next);
    }

    /**
     * Looks for pages in the parent.
     *
     * @param range after all ranges asked for before
     * @return from the first page on that the parent does not have; empty when it has all
     */
    Optional<PageRange> missing(PageRange range) {
        long covered = range.start();
        while (covered < range.end()) {
            skipTo(covered);
            if (current.isEmpty() || !has(current.get(), covered)) {
                return Optional.of(new PageRange(covered, range.end()));
            }
            covered = current.get().range().end();
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        cursor.ifPresent(PagemapCursor::close);
    }

    private void skipTo(long address) {
        while (current.isPresent() && current.get().range().end() <= address) {
            current = cursor.flatMap(PagemapCursor::next);
        }
    }

    private static boolean has(PageRun run, long address) {
        return run.state() != PageState.LAZY && run.range().contains(address);
    }
}
