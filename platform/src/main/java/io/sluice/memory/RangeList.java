package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/** Gathers pages and ranges of them by where they begin: what touches becomes one. Used by one thread. */
public final class RangeList {
    private final List<PageRange> ranges = new ArrayList<>();
    private long start;
    private long end;

    /** The same pages, ascending, in ranges that do not touch; {@code told} is sorted where it is not like that already. */
    public static List<PageRange> inOrder(List<PageRange> told) {
        if (areInOrder(told)) {
            return told;
        }
        told.sort(null);
        RangeList joined = new RangeList();
        told.forEach(joined::add);
        return joined.ranges();
    }

    private static boolean areInOrder(List<PageRange> told) {
        long end = 0;
        for (PageRange range : told) {
            if (range.start() <= end) {
                return false;
            }
            end = range.end();
        }
        return true;
    }

    void add(long page) {
        add(page, page + Pages.SIZE);
    }

    /** Adds one that begins no earlier than the last. */
    public void add(PageRange range) {
        add(range.start(), range.end());
    }

    void add(long from, long to) {
        if (start <= from && from <= end && start != end) {
            end = Math.max(end, to);
        } else {
            close();
            start = from;
            end = to;
        }
    }

    private void close() {
        if (end != start) {
            ranges.add(new PageRange(start, end));
            start = end;
        }
    }

    /** How many ranges there are so far, the open one not counted. */
    public int closed() {
        return ranges.size();
    }

    boolean isEmpty() {
        return ranges.isEmpty() && start == end;
    }

    /** All ranges; nothing is added after it. */
    public List<PageRange> ranges() {
        close();
        return ranges;
    }
}
