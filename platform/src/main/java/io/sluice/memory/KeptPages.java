package io.sluice.memory;

import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The pages of a plan as they were in a stop, see {@link PlannedReading}. Read by any threads. */
public final class KeptPages implements TaskMemory, Population {
    private final PagePlan plan;
    private final ByteBuffer room;
    private final NavigableMap<Long, Run> runs = new TreeMap<>();

    /** Where the bytes of some pages lie. */
    private record Run(PageRange range, int at) {}

    /** @param room where their bytes are, in the order of the plan */
    KeptPages(PagePlan plan, ByteBuffer room) {
        this.plan = plan;
        this.room = room;
    }

    /** After the stop: makes them ready to be read. */
    public void open() {
        int at = 0;
        for (PageChunk chunk : plan.moves()) {
            for (PageRange range : chunk.ranges()) {
                note(new Run(range, at));
                at += (int) range.bytes();
            }
        }
    }

    /** Neighbours, whose bytes are neighbours too, become one: a later plan may have both in one chunk. */
    private void note(Run next) {
        Map.Entry<Long, Run> last = runs.lastEntry();
        if (last != null && last.getValue().range().end() == next.range().start()) {
            Run before = last.getValue();
            PageRange both = new PageRange(before.range().start(), next.range().end());
            runs.put(last.getKey(), new Run(both, before.at()));
        } else {
            runs.put(next.range().start(), next);
        }
    }

    /** Whether an address is in one of the areas. */
    public boolean covers(long address) {
        return plan.areas().stream().anyMatch(area -> area.range().contains(address));
    }

    @Override
    public Found find(Area area, long from) {
        return plan.populated().get(from);
    }

    /** @throws IllegalStateException when it was not read in the stop: such a page must not be taken for one that is gone */
    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        int before = buffer.position();
        ranges.forEach(range -> copy(range, buffer));
        return new ReadResult(buffer.position() - before, Ending.COMPLETE);
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        return read(List.of(range), buffer);
    }

    private void copy(PageRange range, ByteBuffer buffer) {
        Map.Entry<Long, Run> before = runs.floorEntry(range.start());
        if (before == null || before.getValue().range().end() < range.end()) {
            throw new IllegalStateException("it was not read in the stop: " + range);
        }
        Run run = before.getValue();
        int bytes = (int) range.bytes();
        int at = run.at() + (int) (range.start() - run.range().start());
        buffer.put(buffer.position(), room, at, bytes);
        buffer.position(buffer.position() + bytes);
    }
}
