package io.sluice.sink.directory;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A committed set in a folder. No name leads out of it, and no link is followed. */
final class DirectorySetReader implements SetReader {
    /** The most files that are kept open; others are opened for each read. */
    private static final int MOST_OPEN = 64;

    private final Path set;
    private final Map<String, FileChannel> open = new ConcurrentHashMap<>();

    DirectorySetReader(Path set) {
        this.set = set;
    }

    @Override
    public List<String> images() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(set)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (SetFolder.isImageName(name) && Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                    names.add(name);
                }
            }
        } catch (IOException failed) {
            throw Failure.of("list " + set, failed);
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public Optional<Long> length(String image) throws IOException {
        SetFolder.requireImageName(image);
        Path file = set.resolve(image);
        if (!Files.exists(file, NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        requireFile(file);
        return Optional.of(Files.size(file));
    }

    @Override
    public int read(String image, long offset, ByteBuffer into) throws IOException {
        SetFolder.requireImageName(image);
        FileChannel kept = open.get(image);
        if (kept != null) {
            return read(image, kept, offset, into);
        }
        FileChannel channel = openFile(image);
        boolean keep = open.size() < MOST_OPEN && open.putIfAbsent(image, channel) == null;
        try {
            return read(image, channel, offset, into);
        } finally {
            if (!keep) {
                channel.close();
            }
        }
    }

    @Override
    public Optional<String> parent() throws IOException {
        Path link = set.resolve(SetFolder.PARENT);
        try {
            if (Files.isSymbolicLink(link)) {
                return Optional.of(Files.readSymbolicLink(link).toString());
            }
        } catch (IOException failed) {
            throw Failure.of("read the link " + link, failed);
        }
        return Files.isDirectory(link, NOFOLLOW_LINKS) ? Optional.of(SetFolder.PARENT) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open.values()) {
            channel.close();
        }
        open.clear();
    }

    private int read(String image, FileChannel channel, long offset, ByteBuffer into) throws IOException {
        int before = into.position();
        try {
            while (into.hasRemaining() && channel.read(into, offset + into.position() - before) >= 0) {
                // A read may give less than was asked for.
            }
        } catch (ClosedChannelException interrupted) {
            // An interrupt closes the channel: the next read opens another.
            open.remove(image, channel);
            throw Failure.of("read " + set.resolve(image), interrupted);
        } catch (IOException failed) {
            throw Failure.of("read " + set.resolve(image), failed);
        }
        return into.position() - before;
    }

    private FileChannel openFile(String image) throws IOException {
        Path file = set.resolve(image);
        requireFile(file);
        try {
            return FileChannel.open(file, StandardOpenOption.READ, NOFOLLOW_LINKS);
        } catch (IOException failed) {
            throw Failure.of("read " + file, failed);
        }
    }

    private static void requireFile(Path file) throws IOException {
        if (Files.exists(file, NOFOLLOW_LINKS) && !Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            throw new IOException(file + " is not a regular file; links are not followed");
        }
    }
}
