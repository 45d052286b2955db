package io.sluice.drain.splice;

import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/** Cuts the ranges of a chunk into portions that fit into a pipe. */
final class Portions {
    private Portions() {}

    /** Portions of at most {@code bytes}, a multiple of the page size, in order. */
    static List<List<PageRange>> of(List<PageRange> ranges, int bytes) {
        List<List<PageRange>> portions = new ArrayList<>();
        List<PageRange> portion = new ArrayList<>();
        long room = bytes;
        for (PageRange range : ranges) {
            for (long at = range.start(); at < range.end(); ) {
                if (room == 0) {
                    portions.add(portion);
                    portion = new ArrayList<>();
                    room = bytes;
                }
                long end = Math.min(range.end(), at + room);
                portion.add(new PageRange(at, end));
                room -= end - at;
                at = end;
            }
        }
        portions.add(portion);
        return portions;
    }

    /** The length of all ranges together, in bytes. */
    static int bytes(List<PageRange> ranges) {
        return (int) ranges.stream().mapToLong(PageRange::bytes).sum();
    }
}
