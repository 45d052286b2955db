package io.sluice.dump.protection;

import io.sluice.kernel.WrittenPages;
import io.sluice.memory.LongRuns;
import io.sluice.memory.RangeList;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the written pages of ranges. What the kernel tells of a task that writes is not in order, and what follows from it is
 * read in order: a page that comes late would be missed.
 */
final class WrittenRanges {
    private final WrittenPages pages;
    private final LongRuns populated;
    private final List<PageRange> told = new ArrayList<>();

    /** @param populated which pages were populated, of a task that stands still since; else none */
    WrittenRanges(WrittenPages pages, LongRuns populated) {
        this.pages = pages;
        this.populated = populated;
    }

    /**
     * Adds what is written of memory that was armed. Mappings that are not, for they came later, are asked for afterwards: a
     * mapping may lose its arms between the two questions, but gets none while the task runs.
     */
    void addTracked(long start, long end) {
        if (start < end) {
            PageRange range = new PageRange(start, end);
            populated.cut(range, run -> pages.collectAll(run, told), rest -> pages.collect(rest, told));
            pages.unarmed(range, told);
        }
    }

    /** Adds all that is populated of memory that cannot be armed. */
    void addUntracked(long start, long end) {
        if (start < end) {
            pages.populated(new PageRange(start, end), told);
        }
    }

    /** All of it, ascending. */
    List<PageRange> ranges() {
        return RangeList.inOrder(told);
    }
}
