package io.sluice.dump.protection;

import io.sluice.kernel.WrittenPages;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/** Gathers the written pages of neighbouring ranges, ascending. */
final class WrittenRanges {
    private final WrittenPages pages;
    private final List<PageRange> ranges = new ArrayList<>();

    WrittenRanges(WrittenPages pages) {
        this.pages = pages;
    }

    /**
     * Adds what is written of memory that was armed. Mappings that are not, for they came later, are asked for afterwards: a
     * mapping may lose its arms between the two questions, but gets none while the task runs.
     */
    void addTracked(long start, long end) {
        if (start >= end) {
            return;
        }
        PageRange range = new PageRange(start, end);
        List<PageRange> written = new ArrayList<>();
        pages.collect(range, written);
        pages.unarmed(range, written);
        written.sort(null);
        written.forEach(this::add);
    }

    /** Adds all that is populated of memory that cannot be armed. */
    void addUntracked(long start, long end) {
        if (start < end) {
            List<PageRange> populated = new ArrayList<>();
            pages.populated(new PageRange(start, end), populated);
            populated.forEach(this::add);
        }
    }

    private void add(PageRange range) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).end() >= range.start()) {
            long end = Math.max(ranges.get(last).end(), range.end());
            ranges.set(last, new PageRange(ranges.get(last).start(), end));
        } else {
            ranges.add(range);
        }
    }

    List<PageRange> ranges() {
        return ranges;
    }
}
