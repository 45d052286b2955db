package io.sluice.sink.object;

import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A committed set: its marker, and ranges of its objects. */
final class ObjectSetReader implements SetReader {
    private final Store store;
    private final SetKeys keys;
    private final Marker marker;

    ObjectSetReader(Store store, SetKeys keys, Marker marker) {
        this.store = store;
        this.keys = keys;
        this.marker = marker;
    }

    @Override
    public List<String> images() {
        return List.copyOf(marker.images().keySet());
    }

    @Override
    public Optional<Long> length(String image) {
        return Optional.ofNullable(marker.images().get(image));
    }

    @Override
    public int read(String image, long offset, ByteBuffer into) throws IOException {
        long length = length(image)
                .orElseThrow(() -> new IOException("the set " + keys.location() + " has no image " + image));
        int count = (int) Math.min(into.remaining(), Math.max(0, length - offset));
        if (count > 0) {
            store.read(keys.bucket(), keys.image(marker.writer(), image), offset, offset + count, into);
        }
        return count;
    }

    @Override
    public Optional<String> parent() {
        return marker.parent();
    }
}
