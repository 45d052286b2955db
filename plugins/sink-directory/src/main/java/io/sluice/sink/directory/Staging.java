package io.sluice.sink.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.sluice.spi.sink.SetInUseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The staging folder of a set, held by this process alone. The lock is the kernel's, so it goes when its holder dies, and
 * who can take it knows that the last holder is dead.
 */
final class Staging implements AutoCloseable {
    static final String NAME = ".sluice-staging";

    /** A file lock belongs to the process: within it, and against closing a second channel, this set stands guard. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final String LOCK = "lock";
    private static final String MADE = "made";
    private static final int MOST_BYTES = 16;
    private static final int TRIES = 100;

    private final Path key;
    private final Path folder;
    private final FileChannel lock;
    private final boolean made;

    private Staging(Path key, Path folder, FileChannel lock, boolean made) {
        this.key = key;
        this.folder = folder;
        this.lock = lock;
        this.made = made;
    }

    /**
     * Takes hold of the staging folder, with all that a dead writer left in it.
     *
     * @param made whether the set's folder was made for this set; a dead writer may have noted the same
     * @return what is held
     * @throws SetInUseException when a living writer has it
     */
    static Staging begin(Path set, boolean made) throws IOException {
        return acquire(set, true, made).orElseThrow();
    }

    /** Takes hold of the staging folder, if there is one or {@code create}. */
    static Optional<Staging> acquire(Path set, boolean create) throws IOException {
        return acquire(set, create, false);
    }

    private static Optional<Staging> acquire(Path set, boolean create, boolean made) throws IOException {
        Path key = set.toRealPath();
        if (!HELD.add(key)) {
            throw inUse(set);
        }
        Optional<Staging> staging = Optional.empty();
        try {
            staging = take(key, create, made);
            return staging;
        } finally {
            if (staging.isEmpty()) {
                HELD.remove(key);
            }
        }
    }

    private static Optional<Staging> take(Path set, boolean create, boolean made) throws IOException {
        Path folder = set.resolve(NAME);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            if (create) {
                makeFolder(folder);
            } else if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            Optional<Staging> staging = tryLock(set, folder, made);
            if (staging.isPresent()) {
                return staging;
            }
        }
        throw inUse(set);
    }

    /** Empty when the lock's file was removed by its last holder meanwhile. */
    private static Optional<Staging> tryLock(Path set, Path folder, boolean made) throws IOException {
        Path file = folder.resolve(LOCK);
        try {
            makeLock(file);
            Object before = identity(file);
            FileChannel channel =
                    FileChannel.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, NOFOLLOW_LINKS));
            return hold(set, channel, () -> before.equals(identity(file)), made);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
    }

    private static Optional<Staging> hold(Path set, FileChannel channel, Check same, boolean made) throws IOException {
        boolean held = false;
        try {
            if (channel.tryLock() == null) {
                throw inUse(set);
            }
            if (!same.holds()) {
                return Optional.empty();
            }
            boolean madeByAny = made || content(channel).equals(MADE);
            if (madeByAny) {
                channel.write(UTF_8.encode(MADE), 0);
            }
            held = true;
            return Optional.of(new Staging(set, set.resolve(NAME), channel, madeByAny));
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    /** A question to the file system. */
    private interface Check {
        boolean holds() throws IOException;
    }

    private static void makeLock(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            // A holder's, or of one who died.
        }
    }

    /**
     * Device and inode: the file that we have open keeps its number, so another one under the path shows. It must not be
     * opened to look: closing it would give up our lock (fcntl(2), advisory record locking).
     */
    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS)
                .fileKey();
    }

    private static String content(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        channel.read(bytes, 0);
        return UTF_8.decode(bytes.flip()).toString();
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
                throw there;
            }
        }
    }

    private static SetInUseException inUse(Path set) {
        return new SetInUseException("another dump is being written to " + set);
    }

    /** Where images are written. */
    Path images() {
        return folder.resolve("images");
    }

    /** The staging folder itself. */
    Path folder() {
        return folder;
    }

    /** Where the journal of the commit is. */
    Journal journal() {
        return new Journal(key, folder);
    }

    /** Whether this writer, or the dead one before it, made the set's folder. */
    boolean madeFolder() {
        return made;
    }

    /** Removes all that is staged; the folder remains, held. */
    void clear() throws IOException {
        journal().delete();
        Trees.delete(images());
        Files.deleteIfExists(folder.resolve(SetFolder.PARENT));
    }

    /** Removes the staging folder. The lock goes last: from then on another may begin. */
    void discard() throws IOException {
        clear();
        Files.deleteIfExists(folder.resolve(LOCK));
        try {
            Files.deleteIfExists(folder);
        } catch (IOException theirs) {
            // Somebody began anew in that moment, or left a file of his own here.
        }
    }

    /** Lets go of the lock. */
    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            HELD.remove(key);
        }
    }
}
