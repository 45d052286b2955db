package io.sluice.spi.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A committed set, read back: every byte of every image (S02). Usable from any thread. */
public interface SetReader extends AutoCloseable {

    /** The names of its images, ascending; other things that a user keeps there may be among them. */
    List<String> images() throws IOException;

    /** The length of an image in bytes; empty when there is none with that name (S11). */
    Optional<Long> length(String image) throws IOException;

    /**
     * Reads from {@code offset} on until the buffer is full or the image ends, and moves the buffer's position (S10).
     *
     * @return how many bytes were read; 0 at the end
     * @throws DamagedImageException when the sink notices that they are not what was written
     */
    int read(String image, long offset, ByteBuffer into) throws IOException;

    /** The reference to the parent, to the letter as it was given; empty for a first set. */
    Optional<String> parent() throws IOException;

    @Override
    default void close() throws IOException {}
}
