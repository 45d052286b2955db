package io.sluice.image;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An image in the making, of which the checksums run along. One thread at a time, save for {@link Part#write}. */
final class RecordedImage implements AutoCloseable {
    private final String name;
    private final ImageWriter writer;
    private final Optional<PositionedWrite> positioned;
    private final BlockChecksums checksums = new BlockChecksums();
    private long length;
    private boolean closed;

    RecordedImage(String name, ImageWriter writer) {
        this.name = name;
        this.writer = writer;
        this.positioned = writer.positioned();
    }

    /** Bytes that have their place but may not be there yet. */
    interface Part {
        void write() throws IOException;
    }

    /** Appends all that the buffer has remaining; the buffer is left as it is. */
    void append(ByteBuffer bytes) throws IOException {
        place(bytes).write();
    }

    /**
     * Gives the next bytes their place. They are written, and taken into the checksums, by the part; where the sink can
     * only append they are appended here.
     */
    Part place(ByteBuffer bytes) throws IOException {
        long offset = length;
        length += bytes.remaining();
        if (positioned.isPresent()) {
            PositionedWrite at = positioned.get();
            return () -> {
                checksums.add(offset, bytes);
                at.write(offset, bytes.duplicate());
            };
        }
        writer.write(bytes.duplicate());
        return () -> checksums.add(offset, bytes);
    }

    /** What the manifest says of it, after the last byte. */
    ImageEntry entry() {
        return new ImageEntry(name, length, checksums.finish(length));
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
        }
    }
}
