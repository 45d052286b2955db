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

/**
 * The pages that a transfer will move, read in a stop, and which pages were populated then: so that the transfer can be made
 * after it, with the same areas. Read by any threads.
 */
public final class KeptPages implements TaskMemory, Population {
    /** They are looked up one by one, and take room on the heap. */
    private static final int MOST_RUNS = 100_000;

    private final List<Area> areas;
    private final ByteBuffer room;
    private final NavigableMap<Long, Run> runs = new TreeMap<>();
    private final NavigableMap<Long, Found> populated = new TreeMap<>();
    private int populatedRuns;

    /** Where the bytes of some pages lie. */
    private record Run(PageRange range, int at) {}

    private KeptPages(List<Area> areas, ByteBuffer room) {
        this.areas = areas;
        this.room = room;
    }

    /**
     * Reads what a transfer would move. On one thread, while the task stands still.
     *
     * @param basis what the transfer is planned by, without a witness: nothing is judged here
     * @param room where the bytes go, from position to limit, and stay; direct
     * @return empty, with the position as it was, when there is not enough room, or something cannot be read
     */
    public static Optional<KeptPages> of(PlanBasis basis, TaskMemory memory, ByteBuffer room)
            throws IOException, ComponentException {
        KeptPages kept = new KeptPages(basis.areas(), room);
        int before = room.position();
        ChunkPlanner planner = new ChunkPlanner(basis.with(kept.noting(basis.population())));
        for (Optional<PlannedChunk> chunk = planner.next(); chunk.isPresent(); chunk = planner.next()) {
            if (!chunk.get().moves().map(moves -> kept.take(moves, memory)).orElse(true)) {
                room.position(before);
                return Optional.empty();
            }
        }
        return Optional.of(kept);
    }

    private Population noting(Population population) {
        return (area, from) -> {
            Found found = population.find(area, from);
            populated.put(from, found);
            populatedRuns += found.runs().size();
            return found;
        };
    }

    private boolean take(PageChunk chunk, TaskMemory memory) {
        if (chunk.bytes() > room.remaining() || runs.size() + populatedRuns > MOST_RUNS) {
            return false;
        }
        int at = room.position();
        for (PageRange range : chunk.ranges()) {
            note(new Run(range, at));
            at += (int) range.bytes();
        }
        return chunk.readable()
                ? memory.read(chunk.ranges(), room).ending() == Ending.COMPLETE
                : chunk.ranges().stream()
                        .allMatch(range -> memory.readForced(range, room).ending() == Ending.COMPLETE);
    }

    /** Neighbours, whose bytes are neighbours too, become one: a later transfer may ask for both at once. */
    private void note(Run next) {
        Map.Entry<Long, Run> last = runs.lastEntry();
        if (last != null && last.getValue().range().end() == next.range().start()) {
            Run before = last.getValue();
            runs.put(
                    last.getKey(),
                    new Run(new PageRange(before.range().start(), next.range().end()), before.at()));
        } else {
            runs.put(next.range().start(), next);
        }
    }

    /** Whether an address is in one of the areas. */
    public boolean covers(long address) {
        return areas.stream().anyMatch(area -> area.range().contains(address));
    }

    @Override
    public Found find(Area area, long from) {
        return populated.get(from);
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
        buffer.put(
                buffer.position(),
                room,
                run.at() + (int) (range.start() - run.range().start()),
                bytes);
        buffer.position(buffer.position() + bytes);
    }
}
