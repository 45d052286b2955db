package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/** Parts of mappings whose every use is a fault (MADV_GUARD_INSTALL, madvise(2)). */
public final class GuardRegions {
    private GuardRegions() {}

    /**
     * Those of a task within a mapping, ascending; none where the kernel knows none.
     *
     * @throws KernelException when the task is gone
     */
    public static List<PageRange> in(int pid, PageRange mapping) {
        PagemapQuery query = new PagemapQuery();
        List<PageRange> regions = new ArrayList<>();
        try (OpenFile pagemap = OpenFile.read("/proc/" + pid + "/pagemap")) {
            long at = mapping.start();
            while (at < mapping.end()) {
                long found = query.askForGuards(pagemap, at, mapping.end());
                if (found < 0) {
                    return List.of();
                }
                query.collect(found, regions);
                at = query.answeredTo();
            }
        }
        return regions;
    }
}
