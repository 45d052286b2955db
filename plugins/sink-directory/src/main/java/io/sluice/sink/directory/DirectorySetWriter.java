package io.sluice.sink.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A set in the making in its staging folder. */
final class DirectorySetWriter implements SetWriter {
    private final Path set;
    private final Staging staging;
    private final Optional<String> parent;
    private final String seal;
    private final Durability durability;
    private final EarlySync early = new EarlySync();
    private final Map<String, StagedImage> images = new LinkedHashMap<>();
    private boolean sealed;
    private boolean closed;

    DirectorySetWriter(Path set, Staging staging, Optional<String> parent, String seal, Durability durability) {
        this.set = set;
        this.staging = staging;
        this.parent = parent;
        this.seal = seal;
        this.durability = durability;
    }

    @Override
    public ImageWriter create(String image) throws IOException {
        SetFolder.requireImageName(image);
        if (images.containsKey(image)) {
            throw new IOException("the set " + set + " has an image " + image + " already");
        }
        requireFree(image);
        try {
            StagedImage created =
                    StagedImage.create(staging.images().resolve(image), each -> durability.early(each, early));
            images.put(image, created);
            return created;
        } catch (IOException failed) {
            throw Failure.of("create " + image + " in " + set, failed);
        }
    }

    @Override
    public void prepare() throws IOException {
        for (StagedImage image : images.values()) {
            if (image.isOpen()) {
                throw new IOException(image.file() + " is still being written");
            }
        }
        try {
            for (StagedImage image : images.values()) {
                durability.file(image.file());
            }
            durability.folder(staging.images());
            durability.folder(staging.folder());
        } catch (IOException failed) {
            throw Failure.of("bring " + set + " to the device", failed);
        }
    }

    @Override
    public Optional<SetReader> prepared() {
        return Optional.of(new DirectorySetReader(staging.images()));
    }

    @Override
    public void commit() throws IOException {
        StagedImage last = images.get(seal);
        if (last == null) {
            throw new IOException("the set " + set + " has no " + seal + ", with which it would be committed");
        }
        try {
            List<Path> moves = moves();
            List<Path> noted = new ArrayList<>(moves);
            noted.add(last.file());
            staging.journal().write(noted, durability);
            for (Path file : moves) {
                move(file);
            }
            durability.folder(set);
            seal(last.file());
        } catch (IOException failed) {
            throw failed instanceof SetExistsException ? failed : Failure.of("commit " + set, failed);
        }
        discard();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (staging;
                early) {
            images.values().forEach(DirectorySetWriter::closeQuietly);
            if (!sealed) {
                abort();
            }
        }
    }

    /** What it fails by was thrown when it was closed before, or goes with the image: the abort must not be missed for that. */
    private static void closeQuietly(StagedImage image) {
        try {
            image.close();
        } catch (IOException known) {
            // See above.
        }
    }

    /** All that gets its place before the seal. */
    private List<Path> moves() throws IOException {
        List<Path> moves = new ArrayList<>();
        for (Map.Entry<String, StagedImage> image : images.entrySet()) {
            if (!image.getKey().equals(seal)) {
                moves.add(image.getValue().file());
            }
        }
        if (parent.isPresent()) {
            Path link = staging.folder().resolve(SetFolder.PARENT);
            moves.add(Files.createSymbolicLink(link, Path.of(parent.get())));
        }
        if (!seal.equals(SetFolder.CRIU_SEAL)) {
            Path note = staging.images().resolve(SetFolder.SEAL_NAME);
            moves.add(Files.writeString(note, seal));
            durability.file(note);
        }
        return moves;
    }

    private void move(Path file) throws IOException {
        String name = file.getFileName().toString();
        requireFree(name);
        Files.move(file, set.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private void seal(Path file) throws IOException {
        move(file);
        sealed = true;
        durability.folder(set);
    }

    /** A rename would replace what is there, silently. */
    private void requireFree(String name) throws IOException {
        if (Files.exists(set.resolve(name), NOFOLLOW_LINKS)) {
            throw new SetExistsException(set + " got a file " + name + " that is not ours");
        }
    }

    private void abort() throws IOException {
        staging.journal().undo(durability);
        staging.discard();
        if (staging.madeFolder()) {
            Remains.deleteIfEmpty(set);
        }
    }

    /** The set exists: what cannot be tidied up now, a later begin or recover does. */
    private void discard() {
        try {
            staging.discard();
        } catch (IOException later) {
            // See above.
        }
    }
}
