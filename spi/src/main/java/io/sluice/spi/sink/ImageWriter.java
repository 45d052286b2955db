package io.sluice.spi.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Writes one image. One sequential writer an image; {@link PositionedWrite} is for several threads. */
public interface ImageWriter extends AutoCloseable {

    /** Appends all that the buffer has remaining (S14). */
    void write(ByteBuffer bytes) throws IOException;

    /** Writing at offsets, where the sink can; then {@link #write} is not used on the same image. */
    default Optional<PositionedWrite> positioned() {
        return Optional.empty();
    }

    /**
     * A path through which this process can open the image being written, where it is a plain file: the kernel may then
     * move bytes into it that the sink never sees, at the offsets that {@link PositionedWrite} would use.
     */
    default Optional<Path> localFile() {
        return Optional.empty();
    }

    /** The image is complete. What was written is kept, but nothing of the set exists yet. */
    @Override
    void close() throws IOException;
}
