package io.sluice.kernel;

import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;

/** Text as C has it, in UTF-8 whatever the locale is. */
final class CText {
    private static final int USUAL = 4096;
    private static final ThreadLocal<Pointer> ROOM = ThreadLocal.withInitial(() -> Native.allocate(USUAL));

    private CText() {}

    /**
     * Bytes with a zero behind, in memory that holds until this thread asks for the next text; what follows a zero in the text
     * is not seen by C.
     */
    static Pointer of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Pointer memory = bytes.length < USUAL ? ROOM.get() : Native.allocate(bytes.length + 1);
        memory.put(0, bytes, 0, bytes.length);
        memory.putByte(bytes.length, (byte) 0);
        return memory;
    }
}
