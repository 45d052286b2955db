package io.sluice.image.format;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The running checksums of one image: CRC32C (RFC 3720) of every block of {@link #BLOCK} bytes, the last one shorter. For
 * one thread at a time.
 */
public final class BlockChecksums {
    /** The length of a block, in bytes. */
    public static final int BLOCK = 1 << 20;

    private static final HexFormat HEX = HexFormat.of();

    private final CRC32C block = new CRC32C();
    private final StringBuilder finished = new StringBuilder();
    private int filled;
    private long length;

    /** Takes the next bytes of the image, from position to limit; the buffer is left as it is. */
    public void update(ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            int count = Math.min(rest.remaining(), BLOCK - filled);
            ByteBuffer part = rest.slice(rest.position(), count);
            rest.position(rest.position() + count);
            block.update(part);
            filled += count;
            length += count;
            endIfFull();
        }
    }

    /** How many bytes were taken. */
    public long length() {
        return length;
    }

    /** The checksums of all blocks, eight lower-case hexadecimal digits each, after the last byte. */
    public String finish() {
        if (filled > 0) {
            end();
        }
        return finished.toString();
    }

    /** The checksum of the bytes of one block, from position to limit; the buffer is left as it is. */
    public static int of(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return (int) checksum.getValue();
    }

    private void endIfFull() {
        if (filled == BLOCK) {
            end();
        }
    }

    private void end() {
        finished.append(HEX.toHexDigits((int) block.getValue()));
        block.reset();
        filled = 0;
    }
}
