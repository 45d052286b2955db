package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import jnr.ffi.Pointer;

/** The kernel's page of zeros, which stands for memory that was read and never written. */
final class ZeroPage {
    private static final int READ_ONLY = 1;
    private static final int PRIVATE_ANONYMOUS = 0x22;
    private static final long FRAME_BITS = (1L << 55) - 1;
    /** 0 without CAP_SYS_ADMIN, which hides frames: then such pages count as written, with the zeros that they hold. */
    private static final long FRAME = find();

    private ZeroPage() {}

    /** Whether an entry of a pagemap, of a present page, is of that page. */
    static boolean isFrameOf(long entry) {
        return FRAME != 0 && (entry & FRAME_BITS) == FRAME;
    }

    /** Reads a page of our own that was never written, and looks which frame that made it. */
    private static long find() {
        int page = Architecture.current().pageSize();
        long mmap = Architecture.current().number(Call.MMAP);
        long address = Native.require(Native.call(mmap, 0, page, READ_ONLY, PRIVATE_ANONYMOUS, -1, 0), "mmap");
        try (OpenFile own = OpenFile.read("/proc/self/pagemap")) {
            Native.at(address, page).getByte(0);
            Pointer entry = Native.allocate(Long.BYTES);
            long offset = address / page * Long.BYTES;
            Native.require(Native.C.pread(own.number(), entry.address(), Long.BYTES, offset), "read of pagemap");
            return entry.getLong(0) & FRAME_BITS;
        } finally {
            Native.C.munmap(address, page);
        }
    }
}
