package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/** A trial of noting writes by write-protection, on a few pages of this process. */
public final class ProtectionTrial {
    private static final int PAGES = 4;
    private static final int READ_WRITE = 3;
    private static final int PRIVATE_ANONYMOUS = 0x22;
    private static final int MAY_MOVE_TO_FIXED = 3;
    private static final int CLOSE_ON_EXEC_NO_BLOCK_USER_MODE = 0_2004001;
    private final long bytes = (long) PAGES * Architecture.current().pageSize();

    private ProtectionTrial() {}

    /**
     * Tries it; leaves nothing behind.
     *
     * @throws KernelException when it does not work here, or cannot be relied on: before Linux 6.14 pages that mremap(2)
     *     moves keep a protection that nobody clears any more when they are written
     */
    public static void run() {
        ProtectionTrial trial = new ProtectionTrial();
        long here = trial.map();
        long there = trial.map();
        try {
            trial.run(here, there);
        } finally {
            Native.C.munmap(here, trial.bytes);
            Native.C.munmap(there, trial.bytes);
        }
    }

    private long map() {
        long mmap = Architecture.current().number(Call.MMAP);
        return Native.require(Native.call(mmap, 0, bytes, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0), "mmap");
    }

    private void run(long here, long there) {
        long call = Architecture.current().number(Call.USERFAULTFD);
        OpenFile file = OpenFile.of(Native.require(Native.call(call, CLOSE_ON_EXEC_NO_BLOCK_USER_MODE), "userfaultfd"));
        try (UserFault fault = UserFault.of(file);
                WrittenPages pages =
                        WrittenPages.open((int) ProcessHandle.current().pid())) {
            Native.at(here, bytes).setMemory(0, bytes, (byte) 1);
            arm(fault, here);
            require(collect(pages, here).equals(List.of(range(here))), "a written page was not told");
            require(collect(pages, here).isEmpty(), "a page was told twice");
            long mremap = Architecture.current().number(Call.MREMAP);
            Native.require(Native.call(mremap, here, bytes, bytes, MAY_MOVE_TO_FIXED, there), "mremap");
            arm(fault, there);
            require(
                    collect(pages, there).equals(List.of(range(there))),
                    "moved pages keep their protection (mended in Linux 6.14)");
        }
    }

    private void arm(UserFault fault, long start) {
        fault.arm(start, start + bytes).ifPresent(errno -> {
            throw new KernelException(errno, "UFFDIO_REGISTER");
        });
    }

    private List<PageRange> collect(WrittenPages pages, long start) {
        List<PageRange> written = new ArrayList<>();
        pages.collect(range(start), written);
        return written;
    }

    private PageRange range(long start) {
        return new PageRange(start, start + bytes);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new KernelException(otherwise);
        }
    }
}
