package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;

/** Trials of the ways to find written pages. For one thread; each throws {@link KernelException} when it does not work. */
final class TrackingTrial {
    private static final int READ_WRITE = 2;
    private static final int CLOSE_ON_EXEC_NO_BLOCK = 0_2004000;
    private static final long UFFDIO_API = 0xC018_AA3FL;
    private static final long API = 0xAA;
    /** Asynchronous write-protection, also of pages that are not there yet (ioctl_userfaultfd(2)). */
    private static final long ASYNCHRONOUS = 1L << 15 | 1L << 13;

    private static final int SOFT_DIRTY = 55;
    private final HelperTask helper;

    TrackingTrial(HelperTask helper) {
        this.helper = helper;
    }

    /**
     * Whether soft-dirty tells a page that was written from one that was not. A kernel without it takes the write to
     * clear_refs too; the helper's bits are cleared, not ours.
     */
    boolean softDirty() {
        long address = helper.page().start();
        write("/proc/" + helper.pid() + "/clear_refs", 0, "4".getBytes(StandardCharsets.US_ASCII));
        boolean cleared = !isSoftDirty(address);
        write("/proc/" + helper.pid() + "/mem", address + helper.page().bytes() - 1, new byte[1]);
        return cleared && isSoftDirty(address);
    }

    private boolean isSoftDirty(long address) {
        byte[] entry = new byte[Long.BYTES];
        try (OpenFile pagemap = OpenFile.read("/proc/" + helper.pid() + "/pagemap")) {
            pagemap.read(address / Architecture.current().pageSize() * Long.BYTES, entry);
        }
        long bits = ByteBuffer.wrap(entry).order(ByteOrder.nativeOrder()).getLong();
        return (bits >>> SOFT_DIRTY & 1) == 1;
    }

    private static void write(String path, long offset, byte[] bytes) {
        Pointer memory = Native.allocate(bytes.length);
        memory.put(0, bytes, 0, bytes.length);
        try (OpenFile file = OpenFile.of(Native.require(Native.C.open(path, READ_WRITE, 0), "open " + path))) {
            Native.require(Native.C.pwrite(file.number(), memory.address(), bytes.length, offset), "write " + path);
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    /** Opens a userfaultfd of our own and agrees with the kernel on what tracking needs. */
    void userfaultfd() {
        long number = Native.call(Architecture.current().number(Call.USERFAULTFD), CLOSE_ON_EXEC_NO_BLOCK);
        Pointer agreement = Native.allocate(3 * Long.BYTES);
        try (OpenFile file = OpenFile.of(Native.require(number, "userfaultfd"))) {
            agreement.putLong(0, API);
            agreement.putLong(8, ASYNCHRONOUS);
            Native.require(Native.C.ioctl(file.number(), UFFDIO_API, agreement.address()), "UFFDIO_API");
        } finally {
            Reference.reachabilityFence(agreement);
        }
    }
}
