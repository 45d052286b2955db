package io.sluice.dump.protection;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.MappingQuery;
import io.sluice.kernel.WrittenPages;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mappings of a task that have no arms: new ones, and those that lost them. One without pages is among them: as long as
 * it is not armed it cannot become one with its neighbours, and mremap(2) over both fails. They are looked for while the
 * task runs; in the stop only what is mapped there by then is asked for. What has come since is found the next time, and
 * counts as written until then.
 */
record BareMappings(List<PageRange> bare) implements Armable {
    /** With more of them it is faster to read all. */
    private static final int MOST = 256;

    /** Looks for them. The task runs. */
    static BareMappings in(KnownRuns runs, WrittenPages pages) {
        List<PageRange> bare = new ArrayList<>();
        runs.ranges().forEach(range -> pages.bare(range, bare));
        return new BareMappings(bare);
    }

    /** What stands there now. */
    @Override
    public Optional<List<PageRange>> now(MappingQuery query) {
        if (bare.size() > MOST) {
            return Optional.empty();
        }
        List<PageRange> mappings = new ArrayList<>();
        try {
            long done = 0;
            for (PageRange range : bare) {
                for (long at = Math.max(done, range.start()); at < range.end(); at = done) {
                    Optional<MappingQuery.Found> found = query.at(at);
                    found.filter(mapping -> !mapping.isShared())
                            .map(MappingQuery.Found::range)
                            .ifPresent(mappings::add);
                    done = found.map(mapping -> mapping.range().end()).orElse(range.end());
                }
            }
            return Optional.of(mappings);
        } catch (KernelException unknown) {
            return Optional.empty();
        }
    }
}
