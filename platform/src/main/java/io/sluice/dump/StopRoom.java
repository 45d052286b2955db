package io.sluice.dump;

import java.nio.ByteBuffer;

/** Room for pages that are read in a stop, for all targets of a request. */
final class StopRoom {
    private static final int BYTES = 32 << 20;
    private ByteBuffer bytes;

    /** Has it ready: else its pages would be made in the stop. */
    void prepare() {
        if (bytes == null) {
            bytes = ByteBuffer.allocateDirect(BYTES);
        }
    }

    /** The room that is left, from position to limit. */
    ByteBuffer left() {
        prepare();
        return bytes;
    }
}
