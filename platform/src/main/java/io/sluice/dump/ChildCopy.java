package io.sluice.dump;

import io.sluice.kernel.ProcessMemory;
import io.sluice.memory.Area;
import io.sluice.memory.KeptPages;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.trace.shadow.MemoryCopies;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A child of the task that has a copy of all of its memory, and the pages that such a child does not get (madvise(2),
 * MADV_DONTFORK and MADV_WIPEONFORK).
 */
final class ChildCopy implements TaskCopy {
    private final int child;
    private final KeptPages kept;
    private ProcessMemory memory;
    private TaskPopulation population;

    /**
     * @param child which child it is
     * @param kept what it does not get
     */
    ChildCopy(int child, KeptPages kept) {
        this.child = child;
        this.kept = kept;
    }

    /** Takes out what was there for making it, too. */
    @Override
    public void open() {
        MemoryCopies.clean(child);
        kept.open();
        memory = ProcessMemory.open(child);
        population = new TaskPopulation(child);
    }

    @Override
    public Found find(Area area, long from) throws IOException {
        return kept.covers(from) ? kept.find(area, from) : population.find(area, from);
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        if (ranges.stream().noneMatch(range -> kept.covers(range.start()))) {
            return memory.read(ranges, buffer);
        }
        int before = buffer.position();
        for (PageRange range : ranges) {
            ReadResult result =
                    kept.covers(range.start()) ? kept.readForced(range, buffer) : memory.read(List.of(range), buffer);
            if (result.ending() != Ending.COMPLETE) {
                return new ReadResult(buffer.position() - before, result.ending());
            }
        }
        return new ReadResult(buffer.position() - before, Ending.COMPLETE);
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        return kept.covers(range.start()) ? kept.readForced(range, buffer) : memory.readForced(range, buffer);
    }

    @Override
    public boolean alive() {
        return memory.alive();
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
