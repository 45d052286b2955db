package io.sluice.image.verify;

import io.sluice.image.PagemapCursor;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import java.util.Optional;

/** Walks along the pages that a set has itself while ascending addresses are asked for. */
final class PresentPages implements AutoCloseable {
    private final Optional<PagemapCursor> cursor;
    private Optional<PageRun> current;

    /** @param cursor closed with this */
    PresentPages(Optional<PagemapCursor> cursor) {
        this.cursor = cursor;
        this.current = cursor.flatMap(PagemapCursor::next);
    }

    /** The end of the pages from {@code address} on that are there; {@code address} where that one is not. */
    long upTo(long address) {
        while (current.isPresent() && current.get().range().end() <= address) {
            current = cursor.flatMap(PagemapCursor::next);
        }
        return current.filter(run -> run.state() == PageState.PRESENT)
                .map(PageRun::range)
                .filter(range -> range.contains(address))
                .map(range -> range.end())
                .orElse(address);
    }

    @Override
    public void close() {
        cursor.ifPresent(PagemapCursor::close);
    }
}
