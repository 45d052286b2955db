package io.sluice.sink.block;

import io.sluice.spi.sink.SetReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A committed set, whose images are changed back. */
final class BlockSetReader implements SetReader {
    /** The most images of which is kept how they are read; of others it is found out anew. */
    private static final int MOST_KEPT = 64;

    private final SetReader below;
    private final BlockForm.SetDecoding decoding;
    private final BlockCache cache;
    private final Map<String, ImageDecoding> images = new LinkedHashMap<>(16, 0.75f, true);

    BlockSetReader(SetReader below, BlockForm.SetDecoding decoding, BlockCache cache) {
        this.below = below;
        this.decoding = decoding;
        this.cache = cache;
    }

    @Override
    public List<String> images() throws IOException {
        return below.images();
    }

    @Override
    public Optional<Long> length(String image) throws IOException {
        return find(image).map(ImageDecoding::length);
    }

    @Override
    public int read(String image, long offset, ByteBuffer into) throws IOException {
        ImageDecoding found =
                find(image).orElseThrow(() -> new FileNotFoundException("there is no image " + image + " in the set"));
        int before = into.position();
        for (long at = offset; into.hasRemaining() && at < found.length(); at = offset + into.position() - before) {
            byte[] block = cache.get(found, at / found.blockBytes());
            int within = (int) (at % found.blockBytes());
            into.put(block, within, Math.min(into.remaining(), block.length - within));
        }
        return into.position() - before;
    }

    @Override
    public Optional<String> parent() throws IOException {
        return below.parent();
    }

    @Override
    public void close() throws IOException {
        below.close();
    }

    private synchronized Optional<ImageDecoding> find(String image) throws IOException {
        ImageDecoding known = images.get(image);
        if (known == null) {
            Optional<Long> length = below.length(image);
            if (length.isEmpty()) {
                return Optional.empty();
            }
            known = decoding.image(image, new StoredImage(image, length.get(), below));
            images.put(image, known);
            if (images.size() > MOST_KEPT) {
                images.remove(images.keySet().iterator().next());
            }
        }
        return Optional.of(known);
    }
}
