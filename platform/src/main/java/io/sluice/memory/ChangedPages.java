package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.util.List;

/** The pages that a tracker says changed, asked for in address order. */
final class ChangedPages {
    private final List<PageRange> ranges;
    private int index;

    ChangedPages(List<PageRange> ranges) {
        this.ranges = ranges;
    }

    /** Every page. */
    static ChangedPages all() {
        return new ChangedPages(List.of(new PageRange(0, Long.MAX_VALUE)));
    }

    boolean contains(long page) {
        while (index < ranges.size() && ranges.get(index).end() <= page) {
            index++;
        }
        return index < ranges.size() && ranges.get(index).contains(page);
    }

    /** Up to where that is so for all pages from this one on, of which {@link #contains} was asked last. */
    long until(long page) {
        if (index == ranges.size()) {
            return Long.MAX_VALUE;
        }
        PageRange range = ranges.get(index);
        return range.contains(page) ? range.end() : range.start();
    }
}
