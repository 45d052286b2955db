package io.sluice.kernel;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/** A short text in an open file, read and written whole. Usable from any thread. */
public final class MemoryFile implements AutoCloseable {
    private static final int MOST = 4096;
    private final OpenFile file;

    /** Takes over an open file. */
    public MemoryFile(OpenFile file) {
        this.file = file;
    }

    /** What it holds. */
    public String text() {
        byte[] bytes = new byte[MOST];
        int read = file.read(0, bytes);
        return new String(bytes, 0, read, StandardCharsets.US_ASCII);
    }

    /** Writes a text over what it holds, which is not longer; in one step, so that no reader sees half of it. */
    public void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        jnr.ffi.Pointer memory = Native.allocate(bytes.length);
        memory.put(0, bytes, 0, bytes.length);
        try {
            Native.require(Native.C.pwrite(file.number(), memory.address(), bytes.length, 0), "pwrite");
        } finally {
            Reference.reachabilityFence(memory);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
