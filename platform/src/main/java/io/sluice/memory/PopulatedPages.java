package io.sluice.memory;

import io.sluice.memory.Population.Found;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The populated pages of all areas of a source, one after the other. */
final class PopulatedPages {
    private final Iterator<Area> areas;
    private final Population population;
    private final AreaEntry entry;
    private Area area;
    private long lookedUpTo;
    private Iterator<PageRange> runs = List.<PageRange>of().iterator();
    private long page;
    private long runEnd;

    /** Is told of an area before its population is looked at, and after every page before it was taken. */
    @FunctionalInterface
    interface AreaEntry {
        void into(Area area) throws IOException, ComponentException;
    }

    PopulatedPages(Iterator<Area> areas, Population population, AreaEntry entry) {
        this.areas = areas;
        this.population = population;
        this.entry = entry;
    }

    boolean hasNext() throws IOException, ComponentException {
        while (page == runEnd) {
            if (runs.hasNext()) {
                PageRange run = runs.next();
                page = run.start();
                runEnd = run.end();
            } else if (!look()) {
                return false;
            }
        }
        return true;
    }

    /** The area of the next page. */
    Area area() {
        return area;
    }

    /** The next page's address. */
    long page() {
        return page;
    }

    /** Up to where there are more behind it without a gap. */
    long runEnd() {
        return runEnd;
    }

    /** Those before an address, within the run, were taken. */
    void takenTo(long address) {
        page = address;
    }

    private boolean look() throws IOException, ComponentException {
        if (area == null || lookedUpTo >= area.range().end()) {
            if (!areas.hasNext()) {
                return false;
            }
            area = areas.next();
            lookedUpTo = area.range().start();
            entry.into(area);
        }
        Found found = population.find(area, lookedUpTo);
        lookedUpTo = found.upTo();
        runs = found.runs().iterator();
        return true;
    }
}
