package io.sluice.kernel;

import io.sluice.kernel.Pagemap.Population;
import io.sluice.kernel.PagemapQuery.Terms;
import io.sluice.spi.memory.PageRange;
import java.util.List;

/** Finds populated pages by scanning, and leaves them as they are. */
final class PagemapScan {
    private final PagemapQuery query = new PagemapQuery();

    /** Adds runs; answers up to where it looked, the range's start when the kernel cannot scan. */
    long find(OpenFile pagemap, PageRange range, Population population, List<PageRange> runs) {
        long without = population == Population.WRITTEN ? PagemapQuery.ZERO : PagemapQuery.FILE;
        long found = query.ask(pagemap, range.start(), range.end(), new Terms(0, 0, without, true));
        if (found < 0) {
            Errno errno = Native.errno();
            if (errno.equals(Errno.ESRCH)) {
                return range.end(); // the program that this was opened for is no more: nothing of it is populated
            }
            if (errno.equals(Errno.ENOTTY) || errno.equals(Errno.EINVAL)) {
                return range.start();
            }
            throw new KernelException(errno, "PAGEMAP_SCAN of " + range);
        }
        query.collect(found, runs);
        return query.answeredTo();
    }
}
