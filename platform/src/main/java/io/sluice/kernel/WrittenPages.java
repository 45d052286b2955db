package io.sluice.kernel;

import io.sluice.kernel.PagemapQuery.Terms;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import java.util.function.LongBinaryOperator;

/**
 * Which pages of a task were written since they were last collected, where a {@link UserFault} has armed its mappings. For
 * one thread; the task may run. Like {@link Pagemap} it is bound to the program that the task executed when this was opened.
 *
 * <p>The flag PM_SCAN_CHECK_WPASYNC is never used here: a scan that it ends at a mapping that is not armed has protected the
 * pages before it, and reports none of them. Their writes would be lost.
 */
public final class WrittenPages implements AutoCloseable {
    private static final long PROTECT = 1; // PM_SCAN_WP_MATCHING
    /** Of armed mappings alone: the kernel passes over the others when it is to protect. */
    private static final Terms COLLECT = new Terms(PROTECT, PagemapQuery.WRITTEN, 0, true);

    private static final Terms UNARMED = new Terms(0, 0, PagemapQuery.ARMED, true);
    private static final Terms BARE = new Terms(0, 0, PagemapQuery.ARMED, false);
    private static final Terms POPULATED = new Terms(0, 0, 0, true);
    private final OpenFile pagemap;
    private final PagemapQuery query = new PagemapQuery();

    private WrittenPages(OpenFile pagemap) {
        this.pagemap = pagemap;
    }

    /**
     * Opens those of a task.
     *
     * @throws KernelException when it is gone, or without the rights
     */
    public static WrittenPages open(int pid) {
        return new WrittenPages(OpenFile.read("/proc/" + pid + "/pagemap"));
    }

    /**
     * Adds the populated pages of armed mappings that were written since they were last collected, or never collected, and
     * protects each in the same step as it is found written.
     *
     * @param written what is added is <em>not</em> in order: the kernel may come back to where it was, and tells pages that
     *     were written again meanwhile a second time
     */
    public void collect(PageRange range, List<PageRange> written) {
        ask(range, COLLECT, written);
    }

    /**
     * The same, but pages that are not populated count as written. That the kernel finds many times as fast; where nothing was
     * ever populated it would make page tables for it, so it is for what is populated, but for a few pages.
     */
    public void collectAll(PageRange range, List<PageRange> written) {
        ask(range, written, (start, end) -> query.askForAllWritten(pagemap, start, end, PROTECT));
    }

    /** Adds the populated pages of mappings that are not armed. To be asked after {@link #collect}, see there. */
    public void unarmed(PageRange range, List<PageRange> populated) {
        ask(range, UNARMED, populated);
    }

    /** Adds what of mappings is not armed, populated or not. */
    public void bare(PageRange range, List<PageRange> found) {
        ask(range, BARE, found);
    }

    /** Adds all populated pages, and protects none. */
    public void populated(PageRange range, List<PageRange> populated) {
        ask(range, POPULATED, populated);
    }

    private void ask(PageRange range, Terms terms, List<PageRange> runs) {
        ask(range, runs, (start, end) -> query.ask(pagemap, start, end, terms));
    }

    private void ask(PageRange range, List<PageRange> runs, LongBinaryOperator question) {
        for (long at = range.start(); at < range.end(); at = query.answeredTo()) {
            long found = question.applyAsLong(at, range.end());
            if (found < 0) {
                Errno errno = Native.errno();
                if (errno.equals(Errno.ESRCH)) {
                    return; // the program is no more, and nothing of it is populated
                }
                throw new KernelException(errno, "PAGEMAP_SCAN of " + range);
            }
            query.collect(found, runs);
        }
    }

    @Override
    public void close() {
        pagemap.close();
    }
}
