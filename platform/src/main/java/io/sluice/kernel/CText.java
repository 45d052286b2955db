package io.sluice.kernel;

import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;

/** Text as C has it, in UTF-8 whatever the locale is. */
final class CText {
    private CText() {}

    /** Bytes with a zero behind; what follows a zero in the text is not seen by C. */
    static Pointer of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Pointer memory = Native.allocate(bytes.length + 1);
        memory.put(0, bytes, 0, bytes.length);
        return memory;
    }
}
