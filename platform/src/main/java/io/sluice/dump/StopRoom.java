package io.sluice.dump;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Room for pages that are read in a stop, for all targets of a request. On one thread. */
final class StopRoom {
    private static final int BYTES = 32 << 20;
    private ByteBuffer bytes;

    /** The room that is left, from position to limit. Its pages are made at the first call. */
    ByteBuffer left() {
        if (bytes == null) {
            bytes = ByteBuffer.allocateDirect(BYTES);
        }
        return bytes;
    }

    /** Takes a part of it; empty where less is left. */
    Optional<ByteBuffer> take(long length) {
        ByteBuffer left = left();
        if (length > left.remaining()) {
            return Optional.empty();
        }
        ByteBuffer taken = left.slice(left.position(), (int) length);
        left.position(left.position() + (int) length);
        return Optional.of(taken);
    }
}
