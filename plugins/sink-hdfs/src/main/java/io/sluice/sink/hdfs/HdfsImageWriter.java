package io.sluice.sink.hdfs;

import io.sluice.spi.sink.ImageWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** One image in the writer's folder. */
final class HdfsImageWriter implements ImageWriter {
    private static final int PORTION = 64 << 10;

    private final Path file;
    private final FSDataOutputStream out;
    private final byte[] portion = new byte[PORTION];
    private boolean closed;

    HdfsImageWriter(Path file, FSDataOutputStream out) {
        this.file = file;
        this.out = out;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                int count = Math.min(portion.length, bytes.remaining());
                bytes.get(portion, 0, count);
                out.write(portion, 0, count);
            }
        } catch (IOException failed) {
            throw Failure.of("write " + file, failed);
        }
    }

    boolean isOpen() {
        return !closed;
    }

    Path file() {
        return file;
    }

    /** The bytes are on the devices of the data nodes then. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            out.hsync();
        } catch (IOException failed) {
            throw Failure.of("write " + file, failed);
        }
    }
}
