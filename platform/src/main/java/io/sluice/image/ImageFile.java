package io.sluice.image;

import io.sluice.image.format.BlockChecksums;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.spi.memory.Descriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The plain file of an image in the making, opened once more beside its sink: the kernel moves pages into it, and it is
 * read back. Its position is never used. From any thread.
 */
final class ImageFile implements AutoCloseable {
    /** So little that what was copied is still in the core's cache when it is summed. */
    private static final int PORTION = 256 << 10;

    private static final int BLOCK_OF_ZEROS = 4096;
    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(BLOCK_OF_ZEROS).asReadOnlyBuffer();

    private final Path path;
    private final OpenFile file;

    private ImageFile(Path path, OpenFile file) {
        this.path = path;
        this.file = file;
    }

    static ImageFile open(Path path) throws IOException {
        try {
            return new ImageFile(path, OpenFile.update(path.toString()));
        } catch (KernelException e) {
            throw failed(path, e);
        }
    }

    Descriptor descriptor() {
        return file;
    }

    /**
     * Reads a part of the image and takes it into the checksums. The file's own bytes count and not those of the target,
     * which may have written in the meantime.
     *
     * @param buffer direct; its contents are lost
     * @throws IOException where the file ends before, or has a hole instead of bytes
     */
    void sum(long offset, long bytes, ByteBuffer buffer, BlockChecksums checksums) throws IOException {
        long zeros = -1;
        for (long at = offset; at < offset + bytes; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(PORTION, offset + bytes - at));
            read(at, buffer);
            checksums.add(at, buffer.flip());
            zeros = zeros < 0 ? firstZeros(at, buffer) : zeros;
        }
        if (zeros >= 0) {
            requireNoHole(zeros, offset + bytes);
        }
    }

    private void read(long at, ByteBuffer buffer) throws IOException {
        try {
            while (buffer.hasRemaining()) {
                if (file.read(at + buffer.position(), buffer) == 0) {
                    throw new IOException("read back " + path + ": it ends before what was moved into it, at byte "
                            + (at + buffer.position()));
                }
            }
        } catch (KernelException e) {
            throw failed(path, e);
        }
    }

    private static long firstZeros(long at, ByteBuffer bytes) {
        for (int i = 0; i + BLOCK_OF_ZEROS <= bytes.limit(); i += BLOCK_OF_ZEROS) {
            if (bytes.getLong(i) == 0 && bytes.slice(i, BLOCK_OF_ZEROS).equals(ZEROS)) {
                return at + i;
            }
        }
        return -1;
    }

    /** A hole reads as zeros too, and nobody had moved those. */
    private void requireNoHole(long from, long to) throws IOException {
        try {
            long hole = file.nextHole(from);
            if (hole >= 0 && hole < to) {
                throw new IOException("read back " + path + ": there is a hole at byte " + hole
                        + ", where pages were said to be moved to");
            }
        } catch (KernelException e) {
            throw failed(path, e);
        }
    }

    /** Cuts off what a move may have written but did not answer for. */
    void end(long length) throws IOException {
        try {
            if (file.length() > length) {
                file.truncate(length);
            }
        } catch (KernelException e) {
            throw failed(path, e);
        }
    }

    private static IOException failed(Path path, KernelException e) {
        return new IOException("use " + path + ": " + e.getMessage(), e);
    }

    @Override
    public void close() {
        file.close();
    }
}
