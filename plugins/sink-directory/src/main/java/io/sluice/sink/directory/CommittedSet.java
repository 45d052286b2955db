package io.sluice.sink.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.sluice.spi.sink.SetInUseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A committed set that is to be changed as a whole. Holds its staging folder meanwhile, as a writer does. */
final class CommittedSet {
    private static final Set<OpenOption> THERE = Set.of(StandardOpenOption.WRITE, NOFOLLOW_LINKS);
    private static final Set<OpenOption> MADE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
    private static final FileAttribute<?> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final SetFolder folder;
    private final Durability durability;

    private CommittedSet(SetFolder folder, Durability durability) {
        this.folder = folder;
        this.durability = durability;
    }

    static Optional<CommittedSet> of(String name, Durability durability) throws IOException {
        SetFolder folder = SetFolder.of(name);
        return folder.committed()
                ? Optional.of(new CommittedSet(new SetFolder(folder.path().toRealPath()), durability))
                : Optional.empty();
    }

    /** A rename puts the new link in place of the old one. */
    void relink(Path reference) throws IOException {
        try (Staging staging = Staging.begin(folder.path(), false)) {
            staging.clear();
            try {
                Path link = Files.createSymbolicLink(staging.folder().resolve(SetFolder.PARENT), reference);
                Files.move(link, folder.path().resolve(SetFolder.PARENT), StandardCopyOption.ATOMIC_MOVE);
                durability.folder(folder.path());
            } finally {
                staging.discard();
            }
        } catch (IOException failed) {
            throw Failure.of("lead " + folder.path() + " to its parent by " + reference, failed);
        }
    }

    Path file(String image) {
        return folder.path().resolve(image);
    }

    /** What is kept is never written again; so a death leaves that, and some of the new behind it. */
    void append(String image, long seen, long keep, ByteBuffer bytes) throws IOException {
        SetFolder.requireImageName(image);
        Path file = file(image);
        try (Staging staging = Staging.begin(folder.path(), false)) {
            staging.clear();
            try (FileChannel channel = FileChannel.open(file, seen == 0 ? MADE : THERE, OWN)) {
                requireSeen(file, channel.size(), seen);
                channel.truncate(keep).position(keep);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } finally {
                staging.discard();
            }
            durability.file(file);
            durability.folder(folder.path());
        } catch (SetInUseException other) {
            throw other;
        } catch (IOException failed) {
            throw Failure.of("add to " + file, failed);
        }
    }

    private static void requireSeen(Path file, long length, long seen) throws SetInUseException {
        if (length != seen) {
            throw new SetInUseException(file + " was changed meanwhile: somebody else is at work on the set");
        }
    }

    /** The seal goes first: the journal says whose the rest is, to this and to a later {@link DirectorySink#recover}. Then the folder. */
    void delete(List<String> images) throws IOException {
        try (Staging staging = Staging.begin(folder.path(), true)) {
            staging.clear();
            Path seal = folder.path().resolve(folder.seal());
            staging.journal().write(files(images), durability);
            Files.delete(seal);
            durability.folder(folder.path());
            staging.journal().undo(durability);
            staging.discard();
        } catch (IOException failed) {
            throw Failure.of("delete the set " + folder.path(), failed);
        }
        Remains.deleteIfEmpty(folder.path());
    }

    private List<Path> files(List<String> images) throws IOException {
        List<String> names = new ArrayList<>(images);
        names.add(SetFolder.PARENT);
        names.add(SetFolder.SEAL_NAME);
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            Path file = folder.path().resolve(name);
            boolean ours = Files.isRegularFile(file, NOFOLLOW_LINKS) || Files.isSymbolicLink(file);
            if (ours && !name.equals(folder.seal())) {
                files.add(file);
            }
        }
        return files;
    }
}
