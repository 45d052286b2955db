package io.sluice.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A small native buffer a thread, for the arguments of one call at a time; it goes when its thread does. */
final class Scratch {
    static final int BYTES = 64 << 10;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());
    private final long address = Kernel.address(buffer);

    private Scratch() {}

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    ByteBuffer buffer() {
        return buffer;
    }

    long address() {
        return address;
    }

    /** Puts a path there, as C wants it, and answers its address. */
    long path(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        buffer.put(0, bytes);
        buffer.put(bytes.length, (byte) 0);
        return address;
    }
}
