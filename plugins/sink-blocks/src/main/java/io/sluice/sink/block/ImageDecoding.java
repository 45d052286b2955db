package io.sluice.sink.block;

import java.io.IOException;

/** One stored image, to be read in any order. Usable from any thread. */
public interface ImageDecoding {

    /** How many plain bytes it has. */
    long length();

    /** How many plain bytes a block has; only the last one may have fewer. */
    int blockBytes();

    /**
     * The plain bytes of a block, as many as it has.
     *
     * @throws io.sluice.spi.sink.DamagedImageException when it is not what was written
     */
    byte[] decode(long index) throws IOException;
}
