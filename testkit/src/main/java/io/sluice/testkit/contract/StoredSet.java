package io.sluice.testkit.contract;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a committed set holds.
 *
 * @param parent the reference to its parent, to the letter
 * @param images the bytes of its images by name
 */
public record StoredSet(Optional<String> parent, Map<String, ByteBuffer> images) {

    /** Reads all of a set through its sink; empty when there is none with that name. */
    static Optional<StoredSet> read(ImageSink sink, String name) throws IOException {
        Optional<SetReader> opened = sink.open(name);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (SetReader reader = opened.get()) {
            return Optional.of(new StoredSet(reader.parent(), images(reader)));
        }
    }

    /** The bytes of all images. */
    static Map<String, ByteBuffer> images(SetReader reader) throws IOException {
        Map<String, ByteBuffer> images = new TreeMap<>();
        for (String image : reader.images()) {
            images.put(image, bytes(reader, image));
        }
        return images;
    }

    private static ByteBuffer bytes(SetReader reader, String image) throws IOException {
        int length = Math.toIntExact(reader.length(image).orElseThrow());
        ByteBuffer contents = ByteBuffer.allocate(length);
        int read = reader.read(image, 0, contents);
        if (read != length) {
            throw new AssertionError(image + ": " + read + " of " + length + " bytes");
        }
        return contents.flip();
    }
}
