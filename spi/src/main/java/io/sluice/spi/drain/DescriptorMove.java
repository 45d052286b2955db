package io.sluice.spi.drain;

import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.List;

/** Moves the pages of one chunk into a descriptor. Called once, when the chunk's place in the image is known. */
@FunctionalInterface
public interface DescriptorMove {

    /**
     * Writes pages one after the other, also those that the task itself may not write to a file (D14).
     *
     * <p>What it wrote behind those that it answers, because it gave up on the way, is overwritten or cut off later.
     *
     * @param image where to; of one task always the same
     * @param offset where in it the first byte goes; the descriptor's own position must not be used, and nothing be written
     *     before it
     * @return ascending ranges of the chunk, whose bytes now stand from {@code offset} on, without a gap (D11)
     */
    List<PageRange> into(Descriptor image, long offset) throws IOException;
}
