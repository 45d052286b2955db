package io.sluice.sink.directory;

import io.sluice.spi.sink.HolePunch;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stores sets in folders: a set's name is a path, relative to the working directory or absolute. */
final class DirectorySink implements ImageSink {
    private final HolePunch holes;
    private final Durability durability;

    DirectorySink(HolePunch holes, Durability durability) {
        this.holes = holes;
        this.durability = durability;
    }

    @Override
    public String resolve(String base, String reference) {
        return References.follow(Path.of(base), Path.of(reference)).toString();
    }

    @Override
    public SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        SetFolder folder = SetFolder.of(name);
        SetFolder.requireImageName(seal);
        try {
            boolean made = make(folder.path());
            SetFolder set = new SetFolder(folder.path().toRealPath());
            try {
                return begin(set, made, parent, seal);
            } catch (IOException | RuntimeException failed) {
                if (made) {
                    Remains.deleteIfEmpty(set.path());
                }
                throw failed;
            }
        } catch (SetInUseException | SetExistsException taken) {
            throw taken;
        } catch (IOException failed) {
            throw Failure.of("begin a set in " + name, failed);
        }
    }

    @Override
    public Optional<SetReader> open(String name) throws IOException {
        SetFolder folder = SetFolder.of(name);
        if (!folder.committed()) {
            return Optional.empty();
        }
        return Optional.of(new DirectorySetReader(folder.path().toRealPath()));
    }

    @Override
    public void delete(String name, List<String> images) throws IOException {
        Optional<CommittedSet> set = CommittedSet.of(name, durability);
        if (set.isPresent()) {
            set.get().delete(images);
        }
    }

    @Override
    public void relink(String name, String reference) throws IOException {
        committed(name).relink(Path.of(reference));
    }

    @Override
    public boolean punches() {
        return true;
    }

    @Override
    public void append(String name, String image, long seen, long keep, ByteBuffer bytes) throws IOException {
        committed(name).append(image, seen, keep, bytes);
    }

    @Override
    public void punch(String name, String image, long offset, long length) throws IOException {
        SetFolder.requireImageName(image);
        holes.punch(committed(name).file(image), offset, length);
    }

    private CommittedSet committed(String name) throws IOException {
        return CommittedSet.of(name, durability).orElseThrow(() -> new IOException("there is no set at " + name));
    }

    @Override
    public List<String> beside(String name) throws IOException {
        Path set = References.real(SetFolder.of(name).path().toAbsolutePath());
        List<String> others = new ArrayList<>();
        if (set.getParent() == null) {
            return others;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(set.getParent())) {
            for (Path folder : folders) {
                if (!folder.equals(set) && new SetFolder(folder).committed()) {
                    others.add(folder.toString());
                }
            }
        } catch (IOException failed) {
            throw Failure.of("list what is beside " + name, failed);
        }
        return others;
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public List<String> recover(String name) throws IOException {
        Path path = SetFolder.of(name).path();
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try {
            return recover(new SetFolder(path.toRealPath()));
        } catch (SetInUseException living) {
            return List.of();
        } catch (IOException failed) {
            throw Failure.of("clear what a dead writer left in " + name, failed);
        }
    }

    private SetWriter begin(SetFolder set, boolean made, Optional<String> parent, String seal) throws IOException {
        if (set.committed()) {
            set.requireFree();
        }
        Staging staging = Staging.begin(set.path(), made);
        try {
            Remains.remove(set, staging, durability);
            set.requireFree();
            Files.createDirectory(
                    staging.images(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new DirectorySetWriter(set.path(), staging, parent, seal, durability);
        } catch (IOException | RuntimeException failed) {
            try (staging) {
                staging.discard();
            }
            throw failed;
        }
    }

    private List<String> recover(SetFolder set) throws IOException {
        Optional<Staging> held = Staging.acquire(set.path(), false);
        if (held.isEmpty()) {
            return List.of();
        }
        try (Staging staging = held.get()) {
            List<String> words = new ArrayList<>(Remains.remove(set, staging, durability));
            staging.discard();
            words.add("the staging folder " + staging.folder());
            if (staging.madeFolder()) {
                Remains.deleteIfEmpty(set.path());
            }
            return words;
        }
    }

    private static boolean make(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return false;
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return true;
    }
}
