package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Areas, cut so that what is asked about one of them at a time has an answer of bounded size. */
public final class Portions implements Iterator<Area> {
    /** 128 MiB: an answer has at most 16384 ranges of its 32768 pages. */
    private static final long BYTES = 128L << 20;

    private final Iterator<Area> areas;
    private Area area;
    private long from;

    /** @param areas ascending */
    public Portions(List<Area> areas) {
        this.areas = areas.iterator();
    }

    @Override
    public boolean hasNext() {
        return (area != null && from < area.range().end()) || areas.hasNext();
    }

    @Override
    public Area next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (area == null || from >= area.range().end()) {
            area = areas.next();
            from = area.range().start();
        }
        long to = Math.min(area.range().end(), from + BYTES);
        Area portion = new Area(new PageRange(from, to), area.readable(), area.emptyIsZero(), area.stored());
        from = to;
        return portion;
    }
}
