package io.sluice.dump;

import io.sluice.kernel.SegmentMemory;
import io.sluice.memory.Area;
import io.sluice.memory.Pages;
import io.sluice.memory.Population;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/** Which pages of a shared segment have been written: all that is no hole of its file. */
final class SegmentPopulation implements Population {
    private static final int MOST_RUNS = 4096;
    private final SegmentMemory segment;

    SegmentPopulation(SegmentMemory segment) {
        this.segment = segment;
    }

    @Override
    public Found find(Area area, long from) {
        List<PageRange> runs = new ArrayList<>();
        long end = area.range().end();
        long at = from;
        while (at < end && runs.size() < MOST_RUNS) {
            long data = segment.file().nextData(at);
            if (data < 0 || data >= end) {
                return new Found(runs, end);
            }
            long hole = segment.file().nextHole(data);
            long start = data / Pages.SIZE * Pages.SIZE;
            at = hole < 0 ? end : Math.min(end, (hole + Pages.SIZE - 1) / Pages.SIZE * Pages.SIZE);
            runs.add(new PageRange(start, at));
        }
        return new Found(runs, at);
    }
}
