package io.sluice.dump;

import io.sluice.kernel.ProcessMemory;
import io.sluice.memory.Area;
import io.sluice.memory.Population;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.trace.shadow.MemoryCopies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The private memory of one task as it was in the stop: a child of it that has a copy, and the pages that such a child does not
 * get (madvise(2), MADV_DONTFORK and MADV_WIPEONFORK).
 */
final class TaskCopy implements TaskMemory, Population, AutoCloseable {
    private final int child;
    private final KeptPages kept;
    private ProcessMemory memory;
    private TaskPopulation population;

    /** @param child which child it is */
    TaskCopy(int child, KeptPages kept) {
        this.child = child;
        this.kept = kept;
    }

    /** After the stop, before anything is read: opens it, and takes out what was there for making it. */
    void open() {
        MemoryCopies.clean(child);
        memory = ProcessMemory.open(child);
        population = new TaskPopulation(child);
    }

    @Override
    public Found find(Area area, long from) throws IOException {
        return kept.cover(area.range().start())
                ? new Found(kept.in(area, from), area.range().end())
                : population.find(area, from);
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        if (ranges.stream().noneMatch(range -> kept.cover(range.start()))) {
            return memory.read(ranges, buffer);
        }
        int before = buffer.position();
        for (PageRange range : ranges) {
            ReadResult result = kept.cover(range.start()) ? keptOf(range, buffer) : memory.read(List.of(range), buffer);
            if (result.ending() != Ending.COMPLETE) {
                return new ReadResult(buffer.position() - before, result.ending());
            }
        }
        return new ReadResult(buffer.position() - before, Ending.COMPLETE);
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        return kept.cover(range.start()) ? keptOf(range, buffer) : memory.readForced(range, buffer);
    }

    /** Whether the child is still there: what was read of it is whole then. */
    boolean alive() {
        return memory.alive();
    }

    private ReadResult keptOf(PageRange range, ByteBuffer buffer) {
        return kept.read(range, buffer)
                ? new ReadResult((int) range.bytes(), Ending.COMPLETE)
                : new ReadResult(0, Ending.UNREADABLE);
    }

    @Override
    public void close() {
        if (population != null) {
            population.close();
        }
        if (memory != null) {
            memory.close();
        }
    }
}
