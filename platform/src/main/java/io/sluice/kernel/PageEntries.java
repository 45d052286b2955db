package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** By the 64-bit entries of /proc/PID/pagemap (proc_pid_pagemap(5)); on every kernel. */
final class PageEntries implements PageSource {
    private static final long PRESENT = 1L << 63;
    private static final long SWAPPED = 1L << 62;
    private static final long FILE = 1L << 61;
    private static final long GUARD = 1L << 58;
    private static final long FRAME = (1L << 55) - 1;
    private static final int PAGE_SHIFT = 12;
    private static final int ENTRIES = 8192;

    private final KernelFile pagemap;
    private final ByteBuffer entries = ByteBuffer.allocateDirect(ENTRIES * 8).order(ByteOrder.nativeOrder());
    private final long zeroFrame = ZeroPage.FRAME;

    PageEntries(KernelFile pagemap) {
        this.pagemap = pagemap;
    }

    @Override
    public void scan(PageRange mapping, Population which, RunMerger runs) {
        long page = mapping.start() >>> PAGE_SHIFT;
        long last = mapping.end() >>> PAGE_SHIFT;
        while (page < last) {
            int count = fill(page, last);
            if (count == 0) {
                return; // the memory is gone
            }
            for (int i = 0; i < count; i++) {
                if (listed(entries.getLong(i * 8), which)) {
                    runs.add(page + i << PAGE_SHIFT, page + i + 1 << PAGE_SHIFT);
                }
            }
            page += count;
        }
    }

    private int fill(long page, long last) {
        entries.clear().limit((int) Math.min(ENTRIES, last - page) * 8);
        return pagemap.read(entries, page * 8) / 8;
    }

    private boolean listed(long entry, Population which) {
        if ((entry & (PRESENT | SWAPPED)) == 0 || (entry & GUARD) != 0) {
            return false;
        }
        return switch (which) {
            case ANONYMOUS -> !isZeroPage(entry);
            case PRIVATE_FILE -> (entry & FILE) == 0;
        };
    }

    private boolean isZeroPage(long entry) {
        return zeroFrame != 0 && (entry & PRESENT) != 0 && (entry & FRAME) == zeroFrame;
    }

    /** The kernel's page of zeros, found by reading memory of our own that was never written. */
    private static final class ZeroPage {
        /** Its frame; 0 without CAP_SYS_ADMIN, which hides frames: then pages of zeros are listed, as what they hold. */
        static final long FRAME = find();

        private static long find() {
            try (OwnPages pages = OwnPages.map(1);
                    KernelFile own = KernelFile.open("/proc/self/pagemap")) {
                pages.touch();
                ByteBuffer entry = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
                own.read(entry, (pages.range().start() >>> PAGE_SHIFT) * 8);
                return entry.getLong(0) & PageEntries.FRAME;
            }
        }
    }
}
