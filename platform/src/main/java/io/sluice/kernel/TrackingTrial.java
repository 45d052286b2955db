package io.sluice.kernel;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;

/** A trial of soft-dirty, for one thread. */
final class TrackingTrial {
    private static final int READ_WRITE = 2;

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
}
