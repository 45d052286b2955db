package org.example.sink.tar;

import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file that has another name until it is whole. Its lock says that its writer lives: the kernel lets go of it. */
final class FileOutput implements Output {
    private final Path file;
    private final FileChannel channel;
    private final OutputStream stream;
    private boolean committed;

    private FileOutput(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
        this.stream = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    static FileOutput open(Path file) throws IOException {
        FileChannel channel = locked(file).orElseThrow(() -> new SetInUseException(file + " is being written"));
        try {
            // Looked at under the lock: another writer may just have committed.
            if (Files.exists(file)) {
                Files.deleteIfExists(unfinished(file));
                throw new SetExistsException(file + " is there already");
            }
            channel.truncate(0);
            return new FileOutput(file, channel);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    static Path unfinished(Path file) {
        return Path.of(file + ".part");
    }

    /** Removes what a dead writer left; answers what that was. */
    static List<String> removeRemains(Path file) throws IOException {
        Optional<FileChannel> channel = locked(file);
        if (channel.isEmpty()) {
            return List.of();
        }
        try (FileChannel dead = channel.get()) {
            Files.delete(unfinished(file));
            return List.of(unfinished(file) + " of a writer that died");
        }
    }

    /** Opens the unfinished file, and locks it; empty while a living writer has the lock. */
    private static Optional<FileChannel> locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(unfinished(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException ours) {
            // A writer of this very process has it.
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public void sync() throws IOException {
        stream.flush();
        channel.force(false);
    }

    @Override
    public void commit() throws IOException {
        sync();
        Files.move(unfinished(file), file, StandardCopyOption.ATOMIC_MOVE);
        committed = true;
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!committed) {
                Files.deleteIfExists(unfinished(file));
            }
        }
    }
}
