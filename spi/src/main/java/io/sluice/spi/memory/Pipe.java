package io.sluice.spi.memory;

import java.nio.ByteBuffer;

/** A kernel pipe between a target and Sluice, lent by {@link InjectedCalls}. Used by one thread at a time. */
public interface Pipe extends AutoCloseable {

    /** How many bytes it can hold. */
    int capacity();

    /** The number of its writing end in the target's descriptor table, for calls made there. */
    int targetEnd();

    /** Moves up to {@code bytes} into {@code destination} at {@code offset} without a copy; answers how many (splice(2)). */
    int spliceTo(Descriptor destination, long offset, int bytes) throws java.io.IOException;

    /** Reads what is there into the buffer; answers how many bytes. */
    int read(ByteBuffer buffer) throws java.io.IOException;

    @Override
    void close();
}
