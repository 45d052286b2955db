package io.sluice.sink.block;

import java.io.IOException;

/** What becomes of images on their way to the sink below. Usable from any thread. */
public interface BlockForm extends AutoCloseable {

    /** How many plain bytes a block has. */
    int blockBytes();

    /** The most bytes that are stored of a block. */
    int mostStoredBytes();

    /** Begins a new set. */
    SetEncoding begin() throws IOException;

    /** Begins to read a set. */
    SetDecoding open() throws IOException;

    @Override
    default void close() {}

    /** The images of one new set. */
    @FunctionalInterface
    interface SetEncoding {
        /** Begins an image. */
        ImageEncoding image(String name) throws IOException;
    }

    /** The images of one committed set. */
    @FunctionalInterface
    interface SetDecoding {
        /**
         * Begins to read an image.
         *
         * @throws io.sluice.spi.sink.DamagedImageException when it is not what was written
         */
        ImageDecoding image(String name, StoredImage stored) throws IOException;
    }
}
