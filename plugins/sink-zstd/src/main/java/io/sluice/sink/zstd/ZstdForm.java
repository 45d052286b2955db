package io.sluice.sink.zstd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.sink.block.BlockForm;
import io.sluice.sink.block.ImageDecoding;
import io.sluice.sink.block.StoredImage;
import java.io.IOException;
import java.util.Arrays;

/**
 * Compressed images: the line {@code sluice-sink zstd 1}, blocks, and an index behind them. Numbers are big-endian.
 *
 * <p>A block: one byte, 1 for a zstd frame, 0 for bytes that zstd makes no shorter; those; the CRC32C of the block's number
 * and of all before it. The index: four bytes for each block, its length; then the plain length (8), the plain length of
 * a block (4), the number of blocks (4), and the CRC32C of the index and of those (4). Every stored byte is so covered.
 *
 * <p>An image that does not begin with that line was stored without this sink, and is read as it is: what its bytes must be the
 * manifest says.
 */
final class ZstdForm implements BlockForm {
    static final byte[] LINE = "sluice-sink zstd 1\n".getBytes(US_ASCII);
    /** A page alone costs the reading of so much. */
    static final int BLOCK = 128 << 10;

    static final int KIND = 1;
    static final int CHECKSUM = Integer.BYTES;

    private final Compressors compressors;

    ZstdForm(int level) {
        compressors = new Compressors(level);
    }

    @Override
    public int blockBytes() {
        return BLOCK;
    }

    @Override
    public int mostStoredBytes() {
        return KIND + BLOCK + CHECKSUM;
    }

    @Override
    public SetEncoding begin() {
        return name -> new ZstdEncoding(compressors);
    }

    @Override
    public SetDecoding open() {
        return (name, stored) -> decoding(stored);
    }

    private static ImageDecoding decoding(StoredImage stored) throws IOException {
        boolean ours = stored.length() >= LINE.length && Arrays.equals(stored.read(0, LINE.length), LINE);
        return ours ? ZstdDecoding.of(stored) : new PlainDecoding(stored);
    }

    @Override
    public void close() {
        compressors.close();
    }
}
