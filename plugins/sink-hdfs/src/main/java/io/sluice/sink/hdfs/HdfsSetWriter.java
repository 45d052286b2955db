package io.sluice.sink.hdfs;

import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;

/** A set in the making in its writer's folder. */
final class HdfsSetWriter implements SetWriter {
    private final SetFolder set;
    private final Staging staging;
    private final Optional<String> parent;
    private final String seal;
    private final Map<String, HdfsImageWriter> images = new LinkedHashMap<>();
    private boolean sealed;
    private boolean closed;

    HdfsSetWriter(SetFolder set, Staging staging, Optional<String> parent, String seal) {
        this.set = set;
        this.staging = staging;
        this.parent = parent;
        this.seal = seal;
    }

    @Override
    public ImageWriter create(String image) throws IOException {
        SetFolder.requireImageName(image);
        if (images.containsKey(image)) {
            throw new IOException("the set " + set.path() + " has an image " + image + " already");
        }
        staging.require();
        Path file = new Path(staging.images(), image);
        try {
            HdfsImageWriter created = new HdfsImageWriter(file, set.create(file));
            images.put(image, created);
            return created;
        } catch (IOException failed) {
            throw Failure.of("create " + file, failed);
        }
    }

    /** Every image is on the devices when it is closed. */
    @Override
    public void prepare() throws IOException {
        for (HdfsImageWriter image : images.values()) {
            if (image.isOpen()) {
                throw new IOException(image.file() + " is still being written");
            }
        }
    }

    @Override
    public Optional<SetReader> prepared() {
        return Optional.of(new HdfsSetReader(new SetFolder(set.files(), staging.images())));
    }

    @Override
    public void commit() throws IOException {
        if (!images.containsKey(seal)) {
            throw new IOException("the set " + set.path() + " has no " + seal + ", with which it would be committed");
        }
        staging.require();
        try {
            List<String> moves = moves();
            List<String> noted = new ArrayList<>(moves);
            noted.add(seal);
            staging.note(noted);
            for (String name : moves) {
                move(name);
            }
            move(seal);
            sealed = true;
        } catch (IOException failed) {
            throw failed instanceof SetExistsException ? failed : Failure.of("commit " + set.path(), failed);
        }
        staging.discard();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (staging) {
            for (HdfsImageWriter image : images.values()) {
                closeQuietly(image);
            }
            if (!sealed) {
                staging.giveUp();
            }
        }
    }

    /** All that gets its place before the seal. */
    private List<String> moves() throws IOException {
        List<String> moves = new ArrayList<>(images.keySet());
        moves.remove(seal);
        if (parent.isPresent()) {
            set.write(new Path(staging.images(), SetFolder.PARENT), parent.get());
            moves.add(SetFolder.PARENT);
        }
        if (SetFolder.needsNote(seal)) {
            set.write(new Path(staging.images(), SetFolder.SEAL_NAME), seal);
            moves.add(SetFolder.SEAL_NAME);
        }
        return moves;
    }

    private void move(String name) throws IOException {
        try {
            set.move(new Path(staging.images(), name), set.resolve(name));
        } catch (FileAlreadyExistsException theirs) {
            throw new SetExistsException(set.path() + " got a file " + name + " that is not ours");
        }
    }

    private static void closeQuietly(HdfsImageWriter image) {
        try {
            image.close();
        } catch (IOException givenUp) {
            // The image is removed, or it was closed before.
        }
    }
}
