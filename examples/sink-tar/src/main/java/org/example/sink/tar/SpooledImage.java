package org.example.sink.tar;

import io.sluice.spi.sink.ImageWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An image that waits in a file without a name: a tar tells the length before the bytes. */
final class SpooledImage implements ImageWriter {

    /** What happens with an image that is complete. */
    @FunctionalInterface
    interface Completion {
        void accept(SpooledImage image) throws IOException;
    }

    private final String name;
    private final FileChannel bytes;
    private final Completion completion;
    private boolean complete;

    private SpooledImage(String name, FileChannel bytes, Completion completion) {
        this.name = name;
        this.bytes = bytes;
        this.completion = completion;
    }

    static SpooledImage open(String name, Path spool, Completion completion) throws IOException {
        Path file = Files.createTempFile(spool, "sink-tar-", ".spool");
        FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        // The kernel removes the bytes when we end, however we end.
        Files.delete(file);
        return new SpooledImage(name, bytes, completion);
    }

    String name() {
        return name;
    }

    long length() throws IOException {
        return bytes.size();
    }

    void copyTo(OutputStream out) throws IOException {
        bytes.position(0);
        Channels.newInputStream(bytes).transferTo(out);
    }

    void discard() throws IOException {
        bytes.close();
    }

    @Override
    public void write(ByteBuffer more) throws IOException {
        while (more.hasRemaining()) {
            bytes.write(more);
        }
    }

    @Override
    public void close() throws IOException {
        if (!complete) {
            complete = true;
            completion.accept(this);
        }
    }
}
