package io.sluice.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Writes an image through a fixed buffer. */
final class RecordedStream extends OutputStream {
    private static final int BUFFER = 1 << 16;

    private final RecordedImage image;
    private final Ending ending;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private boolean closed;

    /** @param ending told when the image is complete */
    RecordedStream(RecordedImage image, Ending ending) {
        this.image = image;
        this.ending = ending;
    }

    /** Is told that an image is complete. */
    interface Ending {
        void ended(RecordedImage image);
    }

    @Override
    public void write(int value) throws IOException {
        room();
        buffer.put((byte) value);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, bytes.length);
        int at = from;
        int end = from + count;
        while (at < end) {
            room();
            int part = Math.min(end - at, buffer.remaining());
            buffer.put(bytes, at, part);
            at += part;
        }
    }

    /** Writes out what the buffer holds. */
    @Override
    public void flush() throws IOException {
        buffer.flip();
        image.append(buffer);
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (image) {
            flush();
        }
        ending.ended(image);
    }

    private void room() throws IOException {
        if (closed) {
            throw new IOException("the image is closed already");
        }
        if (!buffer.hasRemaining()) {
            flush();
        }
    }
}
