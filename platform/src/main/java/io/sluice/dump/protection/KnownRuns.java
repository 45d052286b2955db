package io.sluice.dump.protection;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.MappingQuery;
import io.sluice.proc.PrivateMappings;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runs of private mappings of a task, as they were before its stop. To read thousands of mappings again would take most
 * of the stop, and to arm a run its ends are enough: these are asked for in the stop, as a mapping must never be armed in
 * part. What has appeared between two runs since is found the next time, and counts as written until then.
 */
record KnownRuns(List<PageRange> ranges) implements Armable {

    /** Reads them. The task runs. */
    static KnownRuns of(int pid) {
        List<PageRange> ranges = new ArrayList<>();
        PrivateMappings mappings = PrivateMappings.ofTask(pid);
        for (int run = 0; run < mappings.runs(); run++) {
            List<PageRange> neighbours = mappings.run(run);
            ranges.add(new PageRange(
                    neighbours.get(0).start(),
                    neighbours.get(neighbours.size() - 1).end()));
        }
        return new KnownRuns(ranges);
    }

    /** With their ends as they are now. An end that is shared by now tells nothing. */
    @Override
    public Optional<List<PageRange>> now(MappingQuery query) {
        List<PageRange> now = new ArrayList<>();
        try {
            for (PageRange run : ranges) {
                Optional<MappingQuery.Found> first = query.at(run.start());
                Optional<MappingQuery.Found> last = query.at(run.end() - 1);
                if (first.filter(MappingQuery.Found::isShared).isPresent()
                        || last.filter(MappingQuery.Found::isShared).isPresent()) {
                    return Optional.empty();
                }
                add(
                        now,
                        first.map(found -> found.range().start()).orElse(run.start()),
                        last.map(found -> found.range().end()).orElse(run.end()));
            }
            return Optional.of(now);
        } catch (KernelException unknown) {
            return Optional.empty();
        }
    }

    /** Two may have become one. */
    private static void add(List<PageRange> now, long start, long end) {
        int last = now.size() - 1;
        if (last >= 0 && now.get(last).end() > start) {
            now.set(
                    last,
                    new PageRange(
                            now.get(last).start(), Math.max(end, now.get(last).end())));
        } else {
            now.add(new PageRange(start, end));
        }
    }
}
