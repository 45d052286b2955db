package io.sluice.sink.zstd;

import io.sluice.sink.block.ImageDecoding;
import io.sluice.sink.block.StoredImage;
import java.io.IOException;

/**
 * An image that was stored without this sink.
 *
 * @param stored its bytes
 */
record PlainDecoding(StoredImage stored) implements ImageDecoding {
    @Override
    public long length() {
        return stored.length();
    }

    @Override
    public int blockBytes() {
        return ZstdForm.BLOCK;
    }

    @Override
    public byte[] decode(long index) throws IOException {
        long start = index * ZstdForm.BLOCK;
        return stored.read(start, (int) Math.min(ZstdForm.BLOCK, stored.length() - start));
    }
}
