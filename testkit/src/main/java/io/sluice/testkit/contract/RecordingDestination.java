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
import java.util.TreeMap;

/** Keeps what a drain stores of one chunk, and complains where it breaks the rules of storing. */
final class RecordingDestination implements PageDestination {
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(PageChunk.MOST_BYTES).order(ByteOrder.nativeOrder());
    private final Map<Long, ByteBuffer> pages = new TreeMap<>();
    private final IOException failure;
    private int stores;

    RecordingDestination(IOException failure) {
        this.failure = failure;
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
        int offset = 0;
        long last = 0;
        for (PageRange range : moved) {
            if (range.start() < last) {
                throw new AssertionError("ranges are not ascending: " + moved);
            }
            for (long page = range.start(); page < range.end(); page += 4096) {
                byte[] bytes = new byte[4096];
                buffer.get(offset, bytes);
                pages.put(page, ByteBuffer.wrap(bytes));
                offset += 4096;
            }
            last = range.end();
        }
    }

    @Override
    public boolean takesDescriptor() {
        return false;
    }

    @Override
    public void store(DescriptorMove move) {
        throw new AssertionError("there is no descriptor here");
    }

    Map<Long, ByteBuffer> pages() {
        return pages;
    }

    int stores() {
        return stores;
    }
}
