package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import java.util.function.Consumer;

/**
 * Which pages of a process are populated. It only looks: nothing is protected, cleared or brought in. Of a running
 * process the answer is of no single instant. One thread at a time.
 *
 * <p>Bound to the program that the process ran when this was opened; when that is gone, no page is populated.
 */
public final class Pagemap implements AutoCloseable {
    private final KernelFile file;
    private final PageSource source;

    private Pagemap(KernelFile file, PageSource source) {
        this.file = file;
        this.source = source;
    }

    /**
     * Opens the pagemap of a process; by scans where the kernel has them (6.7 and later), else by its entries.
     *
     * @param pid the process; or, where its first thread has exited, the number of one that lives
     * @throws KernelException when it is gone (ESRCH, ENOENT) or the kernel refuses (EPERM, EACCES)
     */
    public static Pagemap open(int pid) {
        KernelFile file = KernelFile.open("/proc/" + pid + "/pagemap");
        return new Pagemap(file, PageScan.works() ? new PageScan(file) : new PageEntries(file));
    }

    /** The same by its entries, whatever the kernel has. */
    static Pagemap byEntries(int pid) {
        KernelFile file = KernelFile.open("/proc/" + pid + "/pagemap");
        return new Pagemap(file, new PageEntries(file));
    }

    /**
     * Tells of the pages of a mapping, or a part of one, that an image must list: ascending runs that do not touch, one
     * by one, in bounded memory whatever the size. Guard regions are left out where the kernel tells them (6.15 and
     * later); elsewhere reading them fails.
     *
     * @param mapping whole pages
     * @param which what kind of mapping it is
     */
    public void populated(PageRange mapping, Population which, Consumer<PageRange> runs) {
        RunMerger merger = new RunMerger(runs);
        source.scan(mapping, which, merger);
        merger.finish();
    }

    @Override
    public void close() {
        file.close();
    }
}
