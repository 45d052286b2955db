package io.sluice.memory;

import io.sluice.kernel.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The page. */
public final class Pages {
    /** Its size in bytes. */
    public static final int SIZE = Architecture.current().pageSize();

    private Pages() {}

    /**
     * A direct buffer of zeros that begins where a page does. Java's own begin 16 bytes behind that, and to there an AMD EPYC copies
     * pages at half the speed (measured, with process_vm_readv(2)).
     */
    public static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes + SIZE)
                .alignedSlice(SIZE)
                .slice(0, bytes)
                .order(ByteOrder.nativeOrder());
    }

    /** How many pages {@code bytes} are. */
    public static long in(long bytes) {
        return bytes / SIZE;
    }
}
