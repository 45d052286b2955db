package io.sluice.sink.directory;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** One image in the staging folder. */
final class StagedImage implements ImageWriter, PositionedWrite {
    private final Path file;
    private final FileChannel channel;

    private StagedImage(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static StagedImage create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new StagedImage(file, channel);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failed) {
            throw Failure.of("write " + file, failed);
        }
    }

    @Override
    public void write(long offset, ByteBuffer bytes) throws IOException {
        long at = offset;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException failed) {
            throw Failure.of("write " + file, failed);
        }
    }

    @Override
    public Optional<PositionedWrite> positioned() {
        return Optional.of(this);
    }

    @Override
    public Optional<Path> localFile() {
        return Optional.of(file);
    }

    Path file() {
        return file;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } catch (IOException failed) {
            throw Failure.of("write " + file, failed);
        }
    }
}
