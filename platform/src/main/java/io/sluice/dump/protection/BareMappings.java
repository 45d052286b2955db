package io.sluice.dump.protection;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.MappingQuery;
import io.sluice.kernel.WrittenPages;
import io.sluice.proc.PrivateMappings;
import io.sluice.proc.ProcFile;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds in a stop which mappings of a task have no arms: new ones, and those that lost them. One without pages is among them: as
 * long as it is not armed it cannot become one with its neighbours, and mremap(2) over both fails. To read all mappings
 * for that would take most of the stop. Where to look is known from before the stop; what has appeared elsewhere since is
 * found the next time, and counts as written until then.
 */
final class BareMappings {
    /** With more of them it is faster to read all. */
    private static final int MOST = 64;

    private final int pid;
    private final WrittenPages pages;
    private final List<PageRange> where;

    private BareMappings(int pid, WrittenPages pages, List<PageRange> where) {
        this.pid = pid;
        this.pages = pages;
        this.where = where;
    }

    /** Learns where to look. The task runs. */
    static BareMappings prepare(int pid, WrittenPages pages) {
        List<PageRange> where = new ArrayList<>();
        PrivateMappings mappings = ProcFile.read("/proc/" + pid + "/maps")
                .map(PrivateMappings::in)
                .orElseGet(() -> PrivateMappings.of(List.of()));
        for (int run = 0; run < mappings.runs(); run++) {
            List<PageRange> neighbours = mappings.run(run);
            where.add(new PageRange(
                    neighbours.get(0).start(),
                    neighbours.get(neighbours.size() - 1).end()));
        }
        return new BareMappings(pid, pages, where);
    }

    /** Looks. Every thread of the task stands still. Empty when all mappings have to be read instead. */
    Optional<List<PageRange>> find() {
        List<PageRange> found = new ArrayList<>();
        where.forEach(range -> pages.bare(range, found));
        if (found.isEmpty()) {
            return Optional.of(List.of());
        }
        return found.size() > MOST ? Optional.empty() : mappings(found);
    }

    private Optional<List<PageRange>> mappings(List<PageRange> bare) {
        try (MappingQuery query = MappingQuery.open(pid)) {
            List<PageRange> mappings = new ArrayList<>();
            long done = 0;
            for (PageRange range : bare) {
                for (long at = Math.max(done, range.start()); at < range.end(); at = done) {
                    Optional<PageRange> mapping = query.privateAt(at);
                    mapping.ifPresent(mappings::add);
                    done = mapping.map(PageRange::end).orElse(range.end());
                }
            }
            return Optional.of(mappings);
        } catch (KernelException unknown) {
            return Optional.empty();
        }
    }
}
