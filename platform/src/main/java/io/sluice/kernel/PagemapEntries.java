package io.sluice.kernel;

import io.sluice.kernel.Pagemap.Population;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import jnr.ffi.Pointer;

/** The entries of /proc/PID/pagemap, 64 bits a page (proc_pid_pagemap(5)): for kernels that cannot scan. */
final class PagemapEntries {
    private static final long PRESENT = 1L << 63;
    private static final long SWAPPED = 1L << 62;
    private static final long FILE = 1L << 61;
    /** A guard region, which nobody can read; since Linux 6.15. */
    private static final long GUARD = 1L << 58;

    private static final int MOST_ENTRIES = 32 << 10;
    private final Pointer entries = Native.allocate(MOST_ENTRIES * Long.BYTES);

    /** Adds runs; answers up to where it looked. */
    long find(OpenFile pagemap, PageRange range, Population population, List<PageRange> runs) {
        int page = Architecture.current().pageSize();
        long wanted = Math.min(MOST_ENTRIES, range.bytes() / page);
        long offset = range.start() / page * Long.BYTES;
        long read = Native.require(
                Native.C.pread(pagemap.number(), entries.address(), wanted * Long.BYTES, offset), "read of pagemap");
        long count = read / Long.BYTES;
        if (count == 0) {
            return range.end();
        }
        long start = -1;
        for (long i = 0; i <= count; i++) {
            boolean in = i < count && counts(entries.getLong(i * Long.BYTES), population);
            if (in && start < 0) {
                start = i;
            } else if (!in && start >= 0) {
                runs.add(new PageRange(range.start() + start * page, range.start() + i * page));
                start = -1;
            }
        }
        return range.start() + count * page;
    }

    private static boolean counts(long entry, Population population) {
        if ((entry & (PRESENT | SWAPPED)) == 0 || (entry & GUARD) != 0) {
            return false;
        }
        return switch (population) {
            case WRITTEN -> (entry & PRESENT) == 0 || !ZeroPage.isFrameOf(entry);
            case COPIED -> (entry & FILE) == 0;
        };
    }
}
