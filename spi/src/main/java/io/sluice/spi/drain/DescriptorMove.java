package io.sluice.spi.drain;

import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.List;

/** Moves the pages of one chunk into a descriptor. Called once, when the chunk's place in the image is known. */
@FunctionalInterface
public interface DescriptorMove {

    /**
     * Writes pages one after the other.
     *
     * @param image where to
     * @param offset where in it the first byte goes; the descriptor's own position must not be used
     * @return ascending ranges whose bytes now stand from {@code offset} on, without a gap
     */
    List<PageRange> into(Descriptor image, long offset) throws IOException;
}
