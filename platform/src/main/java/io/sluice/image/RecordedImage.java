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

    /** Takes the next bytes into the checksums and gives them their place. Where the sink can only append, appends them. */
    Part place(ByteBuffer bytes) throws IOException {
        long offset = checksums.length();
        checksums.update(bytes);
        if (positioned.isPresent()) {
            PositionedWrite at = positioned.get();
            return () -> at.write(offset, bytes.duplicate());
        }
        writer.write(bytes.duplicate());
        return () -> {};
    }

    /** What the manifest says of it, after the last byte. */
    ImageEntry entry() {
        return new ImageEntry(name, checksums.length(), checksums.finish());
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
        }
    }
}
