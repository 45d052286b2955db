package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.util.List;

/** Which page of a list of ranges, counted from 0, an address is. Addresses ascend from call to call. */
final class PageNumbers {
    private final List<PageRange> ranges;
    private int range;
    private int before;

    PageNumbers(List<PageRange> ranges) {
        this.ranges = ranges;
    }

    int of(long address) {
        while (!ranges.get(range).contains(address)) {
            before += (int) Pages.in(ranges.get(range).bytes());
            range++;
        }
        return before + (int) Pages.in(address - ranges.get(range).start());
    }
}
