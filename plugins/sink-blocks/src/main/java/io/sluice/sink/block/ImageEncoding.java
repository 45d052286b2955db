package io.sluice.sink.block;

import java.io.IOException;

/** One new image: what stands before its blocks, what each becomes, what stands behind them. */
public interface ImageEncoding {

    /** What stands before the first block. */
    byte[] header();

    /**
     * Changes one block; called once for each, by several threads at a time.
     *
     * @param index from 0 on
     * @param last whether it is the image's last one
     * @param plain its bytes
     * @param length how many of them count
     * @param stored where to put what is stored, {@link BlockForm#mostStoredBytes} long
     * @return how many bytes are stored
     */
    int encode(long index, boolean last, byte[] plain, int length, byte[] stored) throws IOException;

    /** What stands behind the last block. */
    byte[] trailer(BlockLengths lengths, long plainLength);
}
