package io.sluice.image.punch;

import io.sluice.image.format.Damage;
import io.sluice.spi.sink.SetReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the lines of a log through a small buffer. */
final class LineReader {
    /** The longest line, in bytes: of {@link PunchWriter#MOST_BLOCKS} blocks. */
    static final int MOST_LINE = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final String label;
    private final SetReader reader;
    private final long length;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long at;

    LineReader(String label, SetReader reader, long length) {
        this.label = label;
        this.reader = reader;
        this.length = length;
    }

    /** The next line with its end; empty when there is none that has one. */
    Optional<byte[]> next() throws IOException {
        while (buffer.hasRemaining() || fill()) {
            byte next = buffer.get();
            line.write(next);
            if (next == '\n') {
                byte[] whole = line.toByteArray();
                line.reset();
                return Optional.of(whole);
            }
            if (line.size() > MOST_LINE) {
                throw Damage.of(label, "a line does not end");
            }
        }
        return Optional.empty();
    }

    /** What is behind the last line. */
    byte[] rest() {
        return line.toByteArray();
    }

    private boolean fill() throws IOException {
        if (at >= length) {
            return false;
        }
        buffer.clear().limit((int) Math.min(BUFFER, length - at));
        int read = reader.read(PunchLog.FILE, at, buffer);
        if (read == 0) {
            throw Damage.of(label, "it ends at byte " + at + " of " + length);
        }
        at += read;
        buffer.flip();
        return true;
    }
}
