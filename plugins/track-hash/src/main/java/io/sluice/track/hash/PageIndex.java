package io.sluice.track.hash;

import io.sluice.spi.memory.PageRange;
import java.util.List;

/** Which page of a list of ranges an address is, for addresses that ascend from call to call. */
final class PageIndex {
    private final List<PageRange> ranges;
    private final int pageSize;
    private int range;
    private int before;

    PageIndex(List<PageRange> ranges, int pageSize) {
        this.ranges = ranges;
        this.pageSize = pageSize;
    }

    /** The index of the page at {@code address}, which is within one of the ranges. */
    int of(long address) {
        while (!ranges.get(range).contains(address)) {
            before += (int) (ranges.get(range).bytes() / pageSize);
            range++;
        }
        return before + (int) ((address - ranges.get(range).start()) / pageSize);
    }
}
