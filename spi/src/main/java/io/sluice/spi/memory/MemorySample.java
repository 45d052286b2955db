package io.sluice.spi.memory;

import java.nio.ByteBuffer;

/**
 * Pages with known contents, to try a way of reading on. Usable from any thread.
 *
 * @param memory where to read
 * @param range the pages
 * @param contents what they hold, read-only
 */
public record MemorySample(TaskMemory memory, PageRange range, ByteBuffer contents) {

    /** Whether {@code read} (flipped) holds just what the sample does. */
    public boolean equalTo(ByteBuffer read) {
        return contents.duplicate().equals(read);
    }
}
