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
    private static final int CLOSE_ON_EXEC_NO_BLOCK_USER_MODE = 0_2004001;
    private final long bytes = (long) PAGES * Architecture.current().pageSize();

    private ProtectionTrial() {}

    /**
     * Tries it; leaves nothing behind.
     *
     * @throws KernelException when it does not work here, or cannot be relied on
     */
    public static void run() {
        ProtectionTrial trial = new ProtectionTrial();
        long mmap = Architecture.current().number(Call.MMAP);
        long start = Native.require(Native.call(mmap, 0, trial.bytes, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0), "mmap");
        try {
            trial.run(start);
        } finally {
            Native.C.munmap(start, trial.bytes);
        }
    }

    private void run(long start) {
        Native.at(start, bytes).setMemory(0, bytes, (byte) 1);
        try (WrittenPages pages =
                WrittenPages.open((int) ProcessHandle.current().pid())) {
            try (UserFault fault = open()) {
                arm(fault, start);
                require(collect(pages, start).equals(List.of(range(start))), "a written page was not told");
                require(collect(pages, start).isEmpty(), "a page was told twice");
                fault.unprotect(start, start + bytes);
                require(collect(pages, start).equals(List.of(range(start))), "protection cannot be taken back");
            }
            try (UserFault another = open()) {
                arm(another, start);
                require(collect(pages, start).equals(List.of(range(start))), "protection outlives its userfaultfd");
            }
        }
    }

    private static UserFault open() {
        long call = Architecture.current().number(Call.USERFAULTFD);
        return UserFault.of(
                OpenFile.of(Native.require(Native.call(call, CLOSE_ON_EXEC_NO_BLOCK_USER_MODE), "userfaultfd")));
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
