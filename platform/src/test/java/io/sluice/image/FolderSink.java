package io.sluice.image;

import io.sluice.kernel.Holes;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The least sink that keeps the contract, for tests of the images: sets are folders beside each other, written in a folder
 * with another name and renamed by the commit.
 *
 * @param positioned whether its images can be written at offsets, and are said to be files
 */
record FolderSink(boolean positioned) implements ImageSink {
    private static final String PARENT = "parent";

    @Override
    public String resolve(String base, String reference) {
        return Path.of(base).resolve(reference).normalize().toString();
    }

    @Override
    public SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        if (Files.exists(Path.of(name))) {
            throw new SetExistsException(name + " holds a set");
        }
        Path making = Files.createDirectories(Path.of(name + ".making"));
        if (parent.isPresent()) {
            Files.createSymbolicLink(making.resolve(PARENT), Path.of(parent.get()));
        }
        return new Making(making, Path.of(name), positioned);
    }

    @Override
    public Optional<SetReader> open(String name) {
        return Optional.of(Path.of(name))
                .filter(set -> Files.exists(set.resolve(Inventory.IMAGE)))
                .map(Stored::new);
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public boolean punches() {
        return true;
    }

    @Override
    public void append(String name, String image, long seen, long keep, ByteBuffer bytes) throws IOException {
        Path file = Path.of(name).resolve(image);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (channel.size() != seen) {
                throw new SetInUseException(file + " was changed");
            }
            channel.truncate(keep).position(keep).write(bytes);
        }
    }

    @Override
    public void punch(String name, String image, long offset, long length) throws IOException {
        Holes.punch(Path.of(name).resolve(image), offset, length);
    }

    @Override
    public List<String> recover(String name) {
        return List.of();
    }

    private record Making(Path making, Path set, boolean positioned) implements SetWriter {
        @Override
        public ImageWriter create(String image) throws IOException {
            Path file = making.resolve(image);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Image(file, channel, positioned);
        }

        @Override
        public void prepare() {}

        @Override
        public void commit() throws IOException {
            Files.move(making, set);
        }

        @Override
        public void close() throws IOException {
            if (Files.exists(making)) {
                try (Stream<Path> files = Files.list(making)) {
                    for (Path file : (Iterable<Path>) files::iterator) {
                        Files.delete(file);
                    }
                }
                Files.delete(making);
            }
        }
    }

    private record Image(Path file, FileChannel channel, boolean atOffsets) implements ImageWriter {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public Optional<PositionedWrite> positioned() {
            return atOffsets ? Optional.of((offset, bytes) -> channel.write(bytes, offset)) : Optional.empty();
        }

        @Override
        public Optional<Path> localFile() {
            return atOffsets ? Optional.of(file) : Optional.empty();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private record Stored(Path set) implements SetReader {
        @Override
        public List<String> images() throws IOException {
            try (Stream<Path> files = Files.list(set)) {
                return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .map(file -> file.getFileName().toString())
                        .sorted()
                        .toList();
            }
        }

        @Override
        public Optional<Long> length(String image) throws IOException {
            Path file = set.resolve(image);
            return Files.exists(file) ? Optional.of(Files.size(file)) : Optional.empty();
        }

        @Override
        public int read(String image, long offset, ByteBuffer into) throws IOException {
            int before = into.position();
            try (FileChannel channel = FileChannel.open(set.resolve(image))) {
                while (into.hasRemaining() && channel.read(into, offset + into.position() - before) >= 0) {
                    // A read may give less than was asked for.
                }
            }
            return into.position() - before;
        }

        @Override
        public Optional<String> parent() throws IOException {
            Path link = set.resolve(PARENT);
            return Files.isSymbolicLink(link)
                    ? Optional.of(Files.readSymbolicLink(link).toString())
                    : Optional.empty();
        }
    }
}
