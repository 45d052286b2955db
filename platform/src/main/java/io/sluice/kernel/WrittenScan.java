package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import jnr.ffi.Pointer;

/** The protecting form of PAGEMAP_SCAN, on memory of our own alone: for the trial whether tracking works here. */
final class WrittenScan implements AutoCloseable {
    private static final long PAGEMAP_SCAN = 0xC060_6610L;
    private static final long PROTECT_AND_CHECK = 3;
    private static final long WRITTEN = 1 << 1;
    private static final long PRESENT_OR_SWAPPED = 3 << 3;
    private static final int ARGUMENT = 96;
    private static final int REGION = 24;
    private final OpenFile pagemap;
    private final Pointer argument = Native.allocate(ARGUMENT);
    private final Pointer region = Native.allocate(REGION);

    private WrittenScan(OpenFile pagemap) {
        this.pagemap = pagemap;
    }

    static WrittenScan ofOwnMemory() {
        return new WrittenScan(OpenFile.read("/proc/self/pagemap"));
    }

    /** Whether any of the pages was written since it was last protected; protects those. */
    boolean writtenAndProtect(PageRange pages) {
        argument.putLong(0, ARGUMENT);
        argument.putLong(8, PROTECT_AND_CHECK);
        argument.putLong(16, pages.start());
        argument.putLong(24, pages.end());
        argument.putLong(32, 0);
        argument.putLong(40, region.address());
        argument.putLong(48, 1);
        argument.putLong(56, 0);
        argument.putLong(64, 0);
        argument.putLong(72, WRITTEN);
        argument.putLong(80, PRESENT_OR_SWAPPED); // empty reservations would grow page tables
        argument.putLong(88, WRITTEN);
        return Native.require(
                        Native.C.ioctl(pagemap.number(), PAGEMAP_SCAN, argument.address()),
                        "PAGEMAP_SCAN with protection")
                > 0;
    }

    @Override
    public void close() {
        pagemap.close();
    }
}
