package io.sluice.sink.block;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The blocks that were read last, of all sets of one sink together. Usable from any thread. */
final class BlockCache {
    private static final int MOST_BYTES = 4 << 20;

    private final Map<Key, byte[]> blocks = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Key(ImageDecoding image, long index) {}

    /** A block's plain bytes; nobody may change them. */
    byte[] get(ImageDecoding image, long index) throws IOException {
        Key key = new Key(image, index);
        byte[] known = find(key);
        if (known != null) {
            return known;
        }
        byte[] read = image.decode(index);
        keep(key, read);
        return read;
    }

    private synchronized byte[] find(Key key) {
        return blocks.get(key);
    }

    private synchronized void keep(Key key, byte[] read) {
        if (blocks.putIfAbsent(key, read) == null) {
            bytes += read.length;
        }
        var oldest = blocks.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    /** How many bytes it holds. */
    synchronized long bytes() {
        return bytes;
    }

    synchronized void clear() {
        blocks.clear();
        bytes = 0;
    }
}
