package io.sluice.spi.drain;

import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.List;

/** How far the reading of one chunk is: what was moved, page by whole page, and what is left. */
final class ChunkReading {
    private final List<PageRange> ranges;
    private final int pageSize;
    private final List<PageRange> moved = new ArrayList<>();
    private int index;
    private long address;
    private int bytes;

    ChunkReading(List<PageRange> ranges, int pageSize) {
        this.ranges = ranges;
        this.pageSize = pageSize;
        this.address = ranges.get(0).start();
    }

    boolean done() {
        return index == ranges.size();
    }

    List<PageRange> moved() {
        return moved;
    }

    /** All that was not tried yet. */
    List<PageRange> left() {
        List<PageRange> left = new ArrayList<>(ranges.subList(index, ranges.size()));
        left.set(0, next());
        return left;
    }

    /** What was not tried yet of the current range. */
    PageRange next() {
        return new PageRange(address, ranges.get(index).end());
    }

    PageRange nextPage() {
        return new PageRange(address, address + pageSize);
    }

    /** Takes the whole pages of {@code read} bytes as moved; answers the buffer's position behind them. */
    int accept(int read) {
        int left = read - read % pageSize;
        bytes += left;
        while (left > 0) {
            int taken = (int) Math.min(left, ranges.get(index).end() - address);
            append(address, address + taken);
            step(taken);
            left -= taken;
        }
        return bytes;
    }

    /** Leaves the next page out; answers the buffer's position, as it was. */
    int skipPage() {
        if (!done()) {
            step(pageSize);
        }
        return bytes;
    }

    private void step(long distance) {
        address += distance;
        if (address == ranges.get(index).end()) {
            index++;
            address = done() ? 0 : ranges.get(index).start();
        }
    }

    private void append(long start, long end) {
        int last = moved.size() - 1;
        if (last >= 0 && moved.get(last).end() == start) {
            moved.set(last, new PageRange(moved.get(last).start(), end));
        } else {
            moved.add(new PageRange(start, end));
        }
    }
}
