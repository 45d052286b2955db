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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One image in the staging folder. */
final class StagedImage implements ImageWriter, PositionedWrite {
    /** More than this at once keeps any disk busy. */
    private static final long MUCH = 16 << 20;

    private final Path file;
    private final FileChannel channel;
    private final Consumer<StagedImage> longer;
    private final AtomicLong unsynced = new AtomicLong();
    private final AtomicBoolean syncing = new AtomicBoolean();
    private final ReentrantLock sync = new ReentrantLock();
    private volatile IOException failure;

    private StagedImage(Path file, FileChannel channel, Consumer<StagedImage> longer) {
        this.file = file;
        this.channel = channel;
        this.longer = longer;
    }

    /** @param longer is told when there is much of it that is not on the device, and is to have it synced then */
    static StagedImage create(Path file, Consumer<StagedImage> longer) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new StagedImage(file, channel, longer);
    }

    private void grown(long bytes) throws IOException {
        requireSynced();
        if (unsynced.addAndGet(bytes) >= MUCH && syncing.compareAndSet(false, true)) {
            longer.accept(this);
        }
    }

    /** Brings what was written to the device. What fails is thrown by what is called next: the kernel tells of it only once. */
    void sync() {
        sync.lock();
        try {
            unsynced.set(0);
            syncing.set(false);
            if (channel.isOpen()) {
                channel.force(false);
            }
        } catch (IOException failed) {
            failure = failed;
        } finally {
            sync.unlock();
        }
    }

    private void requireSynced() throws IOException {
        if (failure != null) {
            throw Failure.of("write " + file, failure);
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException failed) {
            throw Failure.of("write " + file, failed);
        }
        grown(length);
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
        grown(at - offset);
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
        sync.lock();
        try {
            channel.close();
        } catch (IOException failed) {
            throw Failure.of("write " + file, failed);
        } finally {
            sync.unlock();
        }
        requireSynced();
    }
}
