package io.sluice.testkit.contract;

import io.sluice.spi.drain.DescriptorMove;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps what a drain stores of one chunk, and complains where it breaks the rules of storing. With an image it takes a
 * descriptor too.
 */
final class RecordingDestination implements PageDestination {
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(PageChunk.MOST_BYTES).order(ByteOrder.nativeOrder());
    private final Map<Long, ByteBuffer> pages = new TreeMap<>();
    private final Optional<LentImage> image;
    private final IOException failure;
    private int stores;

    private RecordingDestination(Optional<LentImage> image, IOException failure) {
        this.image = image;
        this.failure = failure;
    }

    static RecordingDestination ofBytes() {
        return new RecordingDestination(Optional.empty(), null);
    }

    static RecordingDestination into(LentImage image) {
        return new RecordingDestination(Optional.of(image), null);
    }

    static RecordingDestination failing(Optional<LentImage> image, IOException failure) {
        return new RecordingDestination(image, failure);
    }

    @Override
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public void store(List<PageRange> moved) throws IOException {
        if (failure != null) {
            throw failure;
        }
        stores++;
        keep(moved, buffer);
    }

    private void keep(List<PageRange> moved, ByteBuffer from) {
        int offset = 0;
        long last = 0;
        for (PageRange range : moved) {
            if (range.start() < last) {
                throw new AssertionError("ranges are not ascending: " + moved);
            }
            for (long page = range.start(); page < range.end(); page += 4096) {
                byte[] bytes = new byte[4096];
                from.get(offset, bytes);
                pages.put(page, ByteBuffer.wrap(bytes));
                offset += 4096;
            }
            last = range.end();
        }
    }

    @Override
    public boolean takesDescriptor() {
        return image.isPresent();
    }

    @Override
    public void store(DescriptorMove move) throws IOException {
        LentImage into = image.orElseThrow(() -> new AssertionError("there is no descriptor here"));
        if (failure != null) {
            throw failure;
        }
        List<PageRange> moved = move.into(into, into.end());
        if (!moved.isEmpty()) {
            stores++;
            keep(moved, into.taken(moved.stream().mapToLong(PageRange::bytes).sum()));
        }
    }

    Map<Long, ByteBuffer> pages() {
        return pages;
    }

    int stores() {
        return stores;
    }
}
