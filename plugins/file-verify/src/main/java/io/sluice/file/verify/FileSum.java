package io.sluice.file.verify;

import io.sluice.spi.file.ValidatedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Sums up an extent of a file, through one buffer. Used once. */
final class FileSum {
    private static final int BUFFER = 256 << 10;
    /** Outside of the heap, for channels copy what they read into it. */
    private static final ThreadLocal<ByteBuffer> BUFFERS =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER));

    private final Extent extent;
    private final Sums.Maker sums;

    /** @param digested whether there is to be a digest too */
    FileSum(Extent extent, boolean digested) {
        this.extent = extent;
        this.sums = new Sums.Maker(digested);
    }

    /** @throws ChangedFileException when the file has not the length any more that it was lent with */
    Sums of(ValidatedFile file) throws IOException {
        long end = extent.end(file.size());
        try (SeekableByteChannel channel = file.open()) {
            Lengths.requireUnchanged(file, channel);
            if (extent.step() > Extent.PAGE) {
                sparsely(channel, end);
            } else {
                throughout(channel, end);
            }
            Lengths.requireUnchanged(file, channel);
        }
        return sums.finish();
    }

    private void throughout(SeekableByteChannel channel, long end) throws IOException {
        ByteBuffer buffer = BUFFERS.get().clear();
        for (long at = 0; at < end; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
            fill(channel, buffer);
            add(buffer.flip(), at);
        }
    }

    /** Those bytes of a part of the file that count. */
    private void add(ByteBuffer part, long offset) {
        long step = extent.step();
        if (step == 1) {
            sums.add(part);
            return;
        }
        for (long at = (step - offset % step) % step; at < part.limit(); at += step) {
            sums.add(part.get((int) at));
        }
    }

    private void sparsely(SeekableByteChannel channel, long end) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long at = 0; at >= 0 && at < end; at += extent.step()) {
            channel.position(at);
            fill(channel, one.clear());
            sums.add(one.get(0));
        }
    }

    private static void fill(SeekableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) <= 0) {
                throw new ChangedFileException("it changed while it was read: it ends earlier than it did");
            }
        }
    }
}
