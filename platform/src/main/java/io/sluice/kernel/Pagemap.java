package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pages of a task have contents of their own. Looks, and never changes anything. For one thread. It is bound to the
 * program that the task executed when this was opened: of a later one, or of a task that ended, no page is populated.
 */
public final class Pagemap implements AutoCloseable {
    private final OpenFile file;
    private final PagemapScan scan = new PagemapScan();
    private final PagemapEntries entries = new PagemapEntries();
    private boolean scans;

    private Pagemap(OpenFile file, boolean scans) {
        this.file = file;
        this.scans = scans;
    }

    /** Opens that of a task. */
    public static Pagemap open(int pid) {
        return new Pagemap(OpenFile.read("/proc/" + pid + "/pagemap"), true);
    }

    /** Opens that of a task and reads it as kernels before 6.7 can: entry by entry. */
    public static Pagemap openEntries(int pid) {
        return new Pagemap(OpenFile.read("/proc/" + pid + "/pagemap"), false);
    }

    /** What counts as populated. */
    public enum Population {
        /** Present or swapped, but not the zero page: of anonymous memory. */
        WRITTEN,
        /** Copied from the file, or swapped: of private file mappings. A zero page counts: it is not the file's. */
        COPIED
    }

    /**
     * A part of an answer.
     *
     * @param runs ascending
     * @param upTo all before this address was looked at
     */
    public record Part(List<PageRange> runs, long upTo) {}

    /** Finds populated pages of a range, in bounded memory; the answer may end anywhere behind its start. */
    public Part find(PageRange range, Population population) {
        if (scans) {
            List<PageRange> runs = new ArrayList<>();
            long upTo = scan.find(file, range, population, runs);
            if (upTo > range.start()) {
                return new Part(runs, upTo);
            }
            scans = false;
        }
        List<PageRange> runs = new ArrayList<>();
        return new Part(runs, entries.find(file, range, population, runs));
    }

    /** Whether the kernel can scan (PAGEMAP_SCAN, since Linux 6.7). */
    public boolean canScan() {
        int page = Architecture.current().pageSize();
        return scan.find(file, new PageRange(page, 2L * page), Population.WRITTEN, new ArrayList<>()) > page;
    }

    @Override
    public void close() {
        file.close();
    }
}
