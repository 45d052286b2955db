package io.sluice.image.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The checksums of one image: CRC32C (RFC 3720) of every block of {@link #BLOCK} bytes, the last one shorter. Its bytes
 * may come in parts of any order, from any threads, each byte once.
 */
public final class BlockChecksums {
    /** The length of a block, in bytes. */
    public static final int BLOCK = 1 << 20;

    private static final HexFormat HEX = HexFormat.of();

    /** Of each block the checksum as it is when what is missing yet is zeros, and all of it is there. */
    private int[] blocks = new int[16];

    private long added;

    /**
     * Takes a part of the image; the buffer is left as it is.
     *
     * @param offset where in the image its first byte stands
     * @param bytes the part, from position to limit
     */
    public void add(long offset, ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate();
        long at = offset;
        while (rest.hasRemaining()) {
            int within = (int) (at % BLOCK);
            int count = Math.min(rest.remaining(), BLOCK - within);
            int checksum = ChecksumShift.by(of(rest.slice(rest.position(), count)), BLOCK - within - count);
            join((int) (at / BLOCK), checksum, count);
            rest.position(rest.position() + count);
            at += count;
        }
    }

    private synchronized void join(int block, int checksum, int bytes) {
        if (block >= blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(block + 1, blocks.length * 2));
        }
        blocks[block] ^= checksum;
        added += bytes;
    }

    /**
     * The checksums of all blocks, eight lower-case hexadecimal digits each.
     *
     * @param length how many bytes the image has; all of them were added
     */
    public synchronized String finish(long length) {
        if (added != length) {
            throw new IllegalStateException(added + " bytes were added of an image of " + length);
        }
        StringBuilder finished = new StringBuilder();
        int block = 0;
        for (long left = length; left > 0; left -= BLOCK) {
            int missing = (int) Math.max(0, BLOCK - left);
            finished.append(HEX.toHexDigits(ChecksumShift.by(blocks[block++], -missing)));
        }
        return finished.toString();
    }

    /** The checksum of the bytes of one block, from position to limit; the buffer is left as it is. */
    public static int of(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return (int) checksum.getValue();
    }
}
