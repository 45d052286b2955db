package io.sluice.memory;

import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Long runs of anonymous pages, as a task had them right before it was stopped. In the stop most of its memory need then not
 * be looked up page by page: where its mappings are armed, a page of such a run that is gone by then counts as written.
 *
 * @param runs ascending
 */
public record LongRuns(List<PageRange> runs) {
    /** What is shorter is found as quickly with what is around it. */
    private static final long LEAST = 1L << 20;

    /** None. */
    public static final LongRuns NONE = new LongRuns(List.of());

    public LongRuns {
        runs = List.copyOf(runs);
    }

    /** Finds them, of those areas that read as zeros where nothing is. */
    public static LongRuns of(List<Area> areas, Population population) throws IOException {
        List<PageRange> runs = new ArrayList<>();
        for (Area area : areas) {
            long from = area.range().start();
            while (mayHave(area) && from < area.range().end()) {
                Population.Found found = population.find(area, from);
                found.runs().stream().filter(run -> run.bytes() >= LEAST).forEach(runs::add);
                from = found.upTo();
            }
        }
        return new LongRuns(runs);
    }

    private static boolean mayHave(Area area) {
        return area.emptyIsZero() && area.stored() == Stored.CHANGED;
    }

    /** Cuts a range into what of it lies in runs, and what does not; in address order. */
    public void cut(PageRange range, Consumer<PageRange> within, Consumer<PageRange> between) {
        long at = range.start();
        for (PageRange run : runs) {
            long start = Math.max(at, run.start());
            long end = Math.min(range.end(), run.end());
            if (start < end) {
                give(at, start, between);
                within.accept(new PageRange(start, end));
                at = end;
            }
        }
        give(at, range.end(), between);
    }

    private static void give(long start, long end, Consumer<PageRange> to) {
        if (start < end) {
            to.accept(new PageRange(start, end));
        }
    }

    /**
     * The population in the stop, together with what was written since: all of a run counts as populated, for what is not any more
     * is written, and reads as zeros.
     *
     * @param rest knows what is populated else
     */
    public Population with(Population rest) {
        return (area, from) -> {
            long end = area.range().end();
            for (PageRange run : mayHave(area) ? runs : List.<PageRange>of()) {
                if (run.start() <= from && from < run.end()) {
                    PageRange here = new PageRange(from, Math.min(end, run.end()));
                    return new Population.Found(List.of(here), here.end());
                }
                if (from < run.start()) {
                    end = Math.min(end, run.start());
                    break;
                }
            }
            return rest.find(area.upTo(end), from);
        };
    }
}
