package io.sluice.image.describe;

import io.sluice.image.PagemapCounts;
import io.sluice.image.PagemapCursor;
import io.sluice.image.PagesKey;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts the pages of a pagemap by mapping, walking along both; or, without mappings, by run without a gap. */
final class MappingCount {
    private final int pageSize;
    private final Optional<List<MappingDescription>> known;
    private final List<MappingDescription> counted = new ArrayList<>();
    private Optional<MappingDescription> current = Optional.empty();
    private PagemapCounts all = new PagemapCounts(0, 0);
    private int next;
    private boolean more;

    MappingCount(int pageSize, Optional<List<MappingDescription>> known) {
        this.pageSize = pageSize;
        this.known = known;
    }

    PagesDescription count(PagesKey key, PagemapCursor cursor) {
        for (Optional<PageRun> run = cursor.next(); run.isPresent(); run = cursor.next()) {
            if (run.get().state() != PageState.LAZY) {
                add(run.get());
            }
        }
        end();
        known.ifPresent(mappings -> mappings.subList(next, mappings.size()).forEach(this::keep));
        return new PagesDescription(key, all, counted, more);
    }

    private void add(PageRun run) {
        all = all.plus(counts(run.range(), run.state()));
        if (known.isEmpty()) {
            extend(run);
            return;
        }
        PageRange rest = run.range();
        while (advanceTo(rest.start())) {
            PageRange mapping = current.orElseThrow().range();
            long end = Math.min(rest.end(), mapping.end());
            // Pages before the mapping belong to none: verify tells of them.
            long start = Math.max(rest.start(), mapping.start());
            if (start < end) {
                current = current.map(found -> plus(found, counts(new PageRange(start, end), run.state())));
            }
            if (end >= rest.end() || mapping.start() >= rest.end()) {
                return;
            }
            rest = new PageRange(end, rest.end());
        }
    }

    /** Makes the first mapping that ends behind the address the current one. */
    private boolean advanceTo(long address) {
        List<MappingDescription> mappings = known.orElseThrow();
        while (current.isEmpty() || current.get().range().end() <= address) {
            end();
            if (next == mappings.size()) {
                return false;
            }
            current = Optional.of(mappings.get(next++));
        }
        return true;
    }

    private void extend(PageRun run) {
        PagemapCounts counts = counts(run.range(), run.state());
        boolean joins = current.isPresent()
                && current.get().range().end() == run.range().start();
        long start = joins ? current.get().range().start() : run.range().start();
        PagemapCounts before = joins ? current.get().counts() : new PagemapCounts(0, 0);
        if (!joins) {
            end();
        }
        PageRange range = new PageRange(start, run.range().end());
        current = Optional.of(new MappingDescription(range, Optional.empty(), Optional.empty(), before.plus(counts)));
    }

    private void end() {
        current.ifPresent(this::keep);
        current = Optional.empty();
    }

    private void keep(MappingDescription mapping) {
        if (counted.size() < PagesDescription.MOST_MAPPINGS) {
            counted.add(mapping);
        } else {
            more = true;
        }
    }

    private PagemapCounts counts(PageRange range, PageState state) {
        long pages = range.bytes() / pageSize;
        return state == PageState.PRESENT ? new PagemapCounts(pages, 0) : new PagemapCounts(0, pages);
    }

    private static MappingDescription plus(MappingDescription mapping, PagemapCounts counts) {
        return new MappingDescription(
                mapping.range(),
                mapping.protection(),
                mapping.what(),
                mapping.counts().plus(counts));
    }
}
