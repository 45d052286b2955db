package io.sluice.memory;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pages of a plan, read in a stop, so that the transfer that was planned can be made after it. Read by any threads.
 */
public final class KeptPages implements TaskMemory, Population {
    private final PagePlan plan;
    private final ByteBuffer room;
    private final NavigableMap<Long, Run> runs = new TreeMap<>();

    /** Where the bytes of some pages lie. */
    private record Run(PageRange range, int at) {}

    private KeptPages(PagePlan plan, ByteBuffer room) {
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

    /**
     * Reads them, while the task stands still.
     *
     * @param room direct, as long as the plan at least; kept
     * @param crew who reads
     * @return empty when something cannot be read
     */
    public static Optional<KeptPages> of(PagePlan plan, TaskMemory memory, ByteBuffer room, WorkerCrew crew)
            throws IOException, ComponentException {
        AtomicInteger next = new AtomicInteger();
        List<Boolean> whole = crew.all(Integer.MAX_VALUE, own -> () -> read(plan, memory, room, next));
        return whole.contains(false) ? Optional.empty() : Optional.of(new KeptPages(plan, room));
    }

    /** One worker's share: the next chunk that nobody has, until there is none. */
    private static boolean read(PagePlan plan, TaskMemory memory, ByteBuffer room, AtomicInteger next) {
        int passed = 0;
        int at = 0;
        for (int mine = next.getAndIncrement(); mine < plan.moves().size(); mine = next.getAndIncrement()) {
            for (; passed < mine; passed++) {
                at += plan.moves().get(passed).bytes();
            }
            if (!read(plan.moves().get(mine), memory, room.duplicate().position(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean read(PageChunk chunk, TaskMemory memory, ByteBuffer to) {
        return chunk.readable()
                ? memory.read(chunk.ranges(), to).ending() == Ending.COMPLETE
                : chunk.ranges().stream()
                        .allMatch(range -> memory.readForced(range, to).ending() == Ending.COMPLETE);
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
