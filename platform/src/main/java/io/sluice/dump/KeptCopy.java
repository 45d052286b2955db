package io.sluice.dump;

import io.sluice.memory.Area;
import io.sluice.memory.KeptPages;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import java.nio.ByteBuffer;
import java.util.List;

/** The few pages that were to be moved, read in the stop: quicker than a copy of all memory. */
record KeptCopy(KeptPages pages) implements TaskCopy {

    @Override
    public void open() {
        pages.open();
    }

    @Override
    public Found find(Area area, long from) {
        return pages.find(area, from);
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        return pages.read(ranges, buffer);
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        return pages.readForced(range, buffer);
    }

    @Override
    public boolean alive() {
        return true;
    }

    @Override
    public void close() {}
}
