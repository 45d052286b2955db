package io.sluice.image;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.BlockDigests;
import io.sluice.image.manifest.ImageEntry;
import io.sluice.memory.PageStore.Moved;
import io.sluice.spi.drain.DescriptorMove;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * An image in the making, of which the checksums run along. One thread at a time, save for {@link Part#write} and {@link
 * Moved#reading}.
 */
final class RecordedImage implements AutoCloseable {
    private final String name;
    private final ImageWriter writer;
    private final Optional<PositionedWrite> positioned;
    private final BlockChecksums checksums = new BlockChecksums();
    private final Optional<BlockDigests> digests;
    private ImageFile file;
    private long length;
    private boolean closed;

    /** @param digested whether digests are made too: these take bytes in order alone, so they are only appended */
    RecordedImage(String name, ImageWriter writer, boolean digested) {
        this.name = name;
        this.writer = writer;
        this.positioned = digested ? Optional.empty() : writer.positioned();
        this.digests = digested ? Optional.of(new BlockDigests()) : Optional.empty();
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
        digests.ifPresent(running -> running.add(bytes));
        writer.write(bytes.duplicate());
        return () -> checksums.add(offset, bytes);
    }

    /** Whether {@link #move} can be used. Any thread. */
    boolean takesDescriptor() {
        return positioned.isPresent() && writer.localFile().isPresent();
    }

    /**
     * Has pages moved behind all that has a place, into the image's file. What the move wrote beyond what it answers is
     * overwritten by the next bytes, or cut off at the end.
     */
    Moved move(DescriptorMove move) throws IOException {
        if (file == null) {
            file = ImageFile.open(writer.localFile().orElseThrow());
        }
        ImageFile into = file;
        long offset = length;
        List<PageRange> ranges = List.copyOf(move.into(into.descriptor(), offset));
        long bytes = ranges.stream().mapToLong(PageRange::bytes).sum();
        length += bytes;
        return new Moved(ranges, buffer -> into.sum(offset, bytes, buffer, checksums));
    }

    /** What the manifest says of it, after the last byte. */
    ImageEntry entry() {
        return new ImageEntry(name, length, checksums.finish(length), digests.map(BlockDigests::finish));
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (writer;
                    ImageFile ended = file) {
                if (ended != null) {
                    ended.end(length);
                }
            }
        }
    }
}
