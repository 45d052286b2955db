package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/** Gathers ascending pages and ranges of them: neighbours become one. */
final class RangeList {
    private final List<PageRange> ranges = new ArrayList<>();
    private long start;
    private long end;

    void add(long page) {
        add(page, page + Pages.SIZE);
    }

    void add(long from, long to) {
        if (from != end || end == start) {
            close();
            start = from;
        }
        end = to;
    }

    private void close() {
        if (end != start) {
            ranges.add(new PageRange(start, end));
            start = end;
        }
    }

    /** How many ranges there are so far, the open one not counted. */
    int closed() {
        return ranges.size();
    }

    boolean isEmpty() {
        return ranges.isEmpty() && start == end;
    }

    /** All ranges; nothing is added after it. */
    List<PageRange> ranges() {
        close();
        return ranges;
    }
}
