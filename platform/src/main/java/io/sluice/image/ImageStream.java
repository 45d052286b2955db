package io.sluice.image;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.Damage;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One image as a stream. Damage is thrown as a {@code SluiceException}, not as an {@code IOException}, so that nobody on
 * the way takes it for the end of the stream.
 */
final class ImageStream extends InputStream {
    private final StoredImages images;
    private final String image;
    private final long length;
    private final ByteBuffer block;
    private long offset;

    ImageStream(StoredImages images, String image, long length) {
        this.images = images;
        this.image = image;
        this.length = length;
        this.block = ByteBuffer.allocate((int) Math.min(length, BlockChecksums.BLOCK))
                .limit(0);
    }

    @Override
    public int read() {
        return fill() ? Byte.toUnsignedInt(block.get()) : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
        Objects.checkFromIndexSize(from, count, into.length);
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int part = Math.min(count, block.remaining());
        block.get(into, from, part);
        return part;
    }

    @Override
    public int available() {
        return block.remaining();
    }

    private boolean fill() {
        if (block.hasRemaining()) {
            return true;
        }
        if (offset == length) {
            return false;
        }
        block.clear().limit((int) Math.min(block.capacity(), length - offset));
        int read = images.read(image, offset, block);
        if (block.hasRemaining()) {
            throw Damage.of(images.label(image), "it ends at byte " + (offset + read) + " of " + length);
        }
        offset += read;
        block.flip();
        return true;
    }
}
