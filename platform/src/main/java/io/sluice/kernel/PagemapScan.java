package io.sluice.kernel;

import io.sluice.kernel.Pagemap.Population;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import jnr.ffi.Pointer;

/** The ioctl PAGEMAP_SCAN (ioctl_pagemap_scan(2)), in its reading form. */
final class PagemapScan {
    private static final long PAGEMAP_SCAN = 0xC060_6610L;
    private static final long FILE = 1 << 2;
    private static final long PRESENT = 1 << 3;
    private static final long SWAPPED = 1 << 4;
    private static final long ZERO = 1 << 5;
    /** Guard regions, which nobody can read; since Linux 6.15. */
    private static final long GUARD = 1 << 8;

    private static final int MOST_REGIONS = 4096;
    private static final int REGION = 24;
    private static final int ARGUMENT = 96;
    private final Pointer argument = Native.allocate(ARGUMENT);
    private final Pointer regions = Native.allocate(MOST_REGIONS * REGION);
    private long exclude = GUARD;

    /** Adds runs; answers up to where it looked, the range's start when the kernel cannot scan. */
    long find(OpenFile pagemap, PageRange range, Population population, List<PageRange> runs) {
        long found = scan(pagemap, range, population);
        if (found < 0 && exclude != 0 && Native.errno().equals(Errno.EINVAL)) {
            exclude = 0;
            found = scan(pagemap, range, population);
        }
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
        collect(found, runs);
        return argument.getLong(32);
    }

    private long scan(OpenFile pagemap, PageRange range, Population population) {
        long excluded = exclude | (population == Population.WRITTEN ? ZERO : FILE);
        argument.putLong(0, ARGUMENT);
        argument.putLong(8, 0);
        argument.putLong(16, range.start());
        argument.putLong(24, range.end());
        argument.putLong(32, 0);
        argument.putLong(40, regions.address());
        argument.putLong(48, MOST_REGIONS);
        argument.putLong(56, 0);
        argument.putLong(64, excluded);
        argument.putLong(72, excluded);
        argument.putLong(80, PRESENT | SWAPPED);
        argument.putLong(88, PRESENT | SWAPPED);
        return Native.C.ioctl(pagemap.number(), PAGEMAP_SCAN, argument.address());
    }

    private void collect(long found, List<PageRange> runs) {
        for (int i = 0; i < found; i++) {
            long start = regions.getLong((long) i * REGION);
            long end = regions.getLong((long) i * REGION + 8);
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).end() == start) {
                runs.set(last, new PageRange(runs.get(last).start(), end));
            } else {
                runs.add(new PageRange(start, end));
            }
        }
    }
}
