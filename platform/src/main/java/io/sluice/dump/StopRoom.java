package io.sluice.dump;

import io.sluice.memory.Pages;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Room for pages that are read in a stop, for all targets of a request. On one thread. */
final class StopRoom {
    private static final int BYTES = 32 << 20;
    private Optional<ByteBuffer> prepared = Optional.empty();
    private int left = BYTES;

    /** Before the stop, where much of it will be taken: makes its pages, which would take long there. Answers all of it. */
    ByteBuffer prepare() {
        if (prepared.isEmpty()) {
            prepared = Optional.of(Pages.buffer(BYTES));
        }
        return prepared.get();
    }

    /** How many bytes of it are left. */
    int left() {
        return left;
    }

    /** All that is left of what was prepared; {@link #took} then tells how much of it was taken. */
    Optional<ByteBuffer> rest() {
        return prepared.map(all -> all.slice(BYTES - left, left));
    }

    /** So many bytes of {@link #rest} were taken. */
    void took(int bytes) {
        left -= bytes;
    }

    /** Takes a part of it, which is made now where nothing was prepared; empty where less is left. */
    Optional<ByteBuffer> take(long length) {
        if (length > left) {
            return Optional.empty();
        }
        int from = BYTES - left;
        int bytes = (int) length;
        left -= bytes;
        return Optional.of(prepared.map(all -> all.slice(from, bytes)).orElseGet(() -> Pages.buffer(bytes)));
    }
}
