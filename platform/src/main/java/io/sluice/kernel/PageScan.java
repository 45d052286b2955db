package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** By the PAGEMAP_SCAN ioctl of /proc/PID/pagemap (admin-guide/mm/pagemap of Linux); since 6.7. */
final class PageScan implements PageSource {
    static final long FILE = 1 << 2;
    static final long PRESENT = 1 << 3;
    static final long SWAPPED = 1 << 4;
    static final long ZERO = 1 << 5;
    /** A guard region (madvise(2)), which nobody can read; since 6.15, unknown before. */
    static final long GUARD = 1 << 8;

    private static final long PAGEMAP_SCAN = 0xC0606610L;
    private static final int ARGUMENT = 96;
    private static final int REGION = 24;
    private static final int REGIONS = 2048;

    private final KernelFile pagemap;
    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(ARGUMENT + REGION * REGIONS).order(ByteOrder.nativeOrder());
    private final long address = Kernel.address(memory);

    PageScan(KernelFile pagemap) {
        this.pagemap = pagemap;
    }

    /** Whether this kernel has it. */
    static boolean works() {
        return Support.SCAN;
    }

    @Override
    public void scan(PageRange mapping, Population which, RunMerger runs) {
        long excluded = (which == Population.ANONYMOUS ? ZERO : FILE) | (Support.GUARDS ? GUARD : 0);
        long at = mapping.start();
        while (at < mapping.end()) {
            long regions = scan(at, mapping.end(), excluded);
            Kernel.require(regions, SystemCall.IOCTL, "PAGEMAP_SCAN " + mapping);
            for (int i = 0; i < regions; i++) {
                int region = ARGUMENT + i * REGION;
                runs.add(memory.getLong(region), memory.getLong(region + 8));
            }
            at = walkEnd();
        }
    }

    private long walkEnd() {
        return memory.getLong(32);
    }

    /** One call: pages that are present or swapped, and in none of the excluded categories. */
    private long scan(long start, long end, long excluded) {
        memory.putLong(0, ARGUMENT).putLong(8, 0); // no flags: nothing is protected
        memory.putLong(16, start).putLong(24, end).putLong(32, 0);
        memory.putLong(40, address + ARGUMENT).putLong(48, REGIONS).putLong(56, 0);
        memory.putLong(64, excluded).putLong(72, excluded);
        memory.putLong(80, PRESENT | SWAPPED).putLong(88, PRESENT);
        return pagemap.control(PAGEMAP_SCAN, address);
    }

    /** What this kernel can, found out once by trying. */
    private static final class Support {
        static final boolean SCAN;
        static final boolean GUARDS;

        static {
            try (KernelFile own = KernelFile.open("/proc/self/pagemap")) {
                PageScan scan = new PageScan(own);
                long page = scan.address & -4096;
                SCAN = scan.scan(page, page + 4096, 0) >= 0;
                GUARDS = SCAN && scan.scan(page, page + 4096, GUARD) >= 0;
            }
        }
    }
}
