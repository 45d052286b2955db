package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.memory.PageRange;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.Consumer;
import jnr.ffi.Pointer;

/** A few pages of this process with known contents, for real trials. Lives as long as the process. */
public final class OwnMemory {
    private static final int PAGES = 4;
    private static final int READ_WRITE = 3;
    private static final int PRIVATE_ANONYMOUS = 0x22;
    private static final int GUARD_INSTALL = 102;
    private static final int SHARED_ANONYMOUS = 0x21;
    private static MemorySample sample;

    private OwnMemory() {}

    /** The sample; made at the first call. */
    public static synchronized MemorySample sample() {
        if (sample == null) {
            int bytes = PAGES * Architecture.current().pageSize();
            long address = map(bytes, PRIVATE_ANONYMOUS);
            byte[] contents = new byte[bytes];
            new SecureRandom().nextBytes(contents);
            Native.at(address, bytes).put(0, contents, 0, bytes);
            sample = new MemorySample(
                    ProcessMemory.open((int) ProcessHandle.current().pid()),
                    new PageRange(address, address + bytes),
                    ByteBuffer.wrap(contents).asReadOnlyBuffer());
        }
        return sample;
    }

    /** Maps so many pages, has every second of them populated, calls {@code seeing} with their range, and unmaps them. */
    public static void withSparsePages(int pages, Consumer<PageRange> seeing) {
        int page = Architecture.current().pageSize();
        int bytes = pages * page;
        long address = map(bytes, PRIVATE_ANONYMOUS);
        try {
            Pointer memory = Native.at(address, bytes);
            for (int at = 0; at < bytes; at += 2 * page) {
                memory.putByte(at, (byte) 1);
            }
            seeing.accept(new PageRange(address, address + bytes));
        } finally {
            Native.C.munmap(address, bytes);
        }
    }

    /** Maps one shared anonymous page, calls {@code seeing} with its range, and unmaps it. */
    public static void withSharedPage(Consumer<PageRange> seeing) {
        int bytes = Architecture.current().pageSize();
        long address = map(bytes, SHARED_ANONYMOUS);
        try {
            seeing.accept(new PageRange(address, address + bytes));
        } finally {
            Native.C.munmap(address, bytes);
        }
    }

    /**
     * Makes a page of our own a guard region, and unmaps it (MADV_GUARD_INSTALL, madvise(2)).
     *
     * @return whether the kernel tells of it, too
     * @throws KernelException when the kernel has none
     */
    static boolean tellsGuard() {
        int bytes = Architecture.current().pageSize();
        long address = map(bytes, PRIVATE_ANONYMOUS);
        PageRange page = new PageRange(address, address + bytes);
        try {
            Native.require(
                    Native.call(Architecture.current().number(Call.MADVISE), address, bytes, GUARD_INSTALL), "madvise");
            return GuardRegions.in((int) ProcessHandle.current().pid(), page).contains(page);
        } finally {
            Native.C.munmap(address, bytes);
        }
    }

    /** The kernel writes where it is told to: a buffer on the heap, or one that is too small, must never get there. */
    static void requireRoom(ByteBuffer buffer, long bytes) {
        if (!buffer.isDirect() || bytes > buffer.remaining()) {
            throw new IllegalArgumentException(
                    "a direct buffer with room for " + bytes + " bytes is needed: " + buffer);
        }
    }

    /** Maps so many bytes for something that is to be moved there; answers where. */
    static long reserve(long bytes) {
        return map((int) bytes, PRIVATE_ANONYMOUS);
    }

    private static long map(int bytes, int flags) {
        long mmap = Architecture.current().number(Call.MMAP);
        return Native.require(Native.call(mmap, 0, bytes, READ_WRITE, flags, -1, 0), "mmap");
    }
}
