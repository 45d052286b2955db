package io.sluice.spi.sink;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes parts of one image in any order (S15), from any threads. The core leaves no gap. */
@FunctionalInterface
public interface PositionedWrite {

    /** Writes all that the buffer has remaining, from {@code offset} on. */
    void write(long offset, ByteBuffer bytes) throws IOException;
}
