package io.sluice.sink.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.spi.sink.HolePunch;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes and reads small sets. */
final class Sets {
    static final String SEAL = "inventory.img";

    static final HolePunch NO_HOLES = (file, offset, length) -> {
        throw new IOException("no holes here");
    };

    private Sets() {}

    static ImageSink sink() {
        return new DirectorySink(Sets.NO_HOLES, Durability.FSYNC);
    }

    static void image(SetWriter writer, String name, byte[] bytes) throws IOException {
        try (ImageWriter image = writer.create(name)) {
            image.write(ByteBuffer.wrap(bytes));
        }
    }

    static void write(ImageSink sink, Path folder, Optional<String> parent, String... images) throws IOException {
        try (SetWriter writer = sink.begin(folder.toString(), parent, SEAL)) {
            for (String image : images) {
                image(writer, image, image.getBytes(UTF_8));
            }
            image(writer, SEAL, SEAL.getBytes(UTF_8));
            writer.prepare();
            writer.commit();
        }
    }

    static String text(SetReader reader, String image) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(reader.length(image).orElseThrow()));
        reader.read(image, 0, bytes);
        return new String(bytes.array(), UTF_8);
    }

    /** Everything below a folder, with the contents of files. */
    static Map<String, String> listing(Path folder) throws IOException {
        Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String what = Files.isRegularFile(file) ? Files.readString(file) : "";
                listing.put(folder.relativize(file).toString(), what);
            }
        }
        return listing;
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
