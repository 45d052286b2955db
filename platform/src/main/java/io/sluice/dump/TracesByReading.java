package io.sluice.dump;

import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.ReadingDrain;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.List;

/**
 * A drain that leaves to reading what holds something of ours while calls are made: only read bytes can be rid of it.
 */
record TracesByReading(TaskDrain drain, ReadingDrain reading, LentCalls calls, LentCopy copy) implements TaskDrain {

    static TaskDrain of(DrainStrategy strategy, RoundTarget target, int pageSize) throws ComponentException {
        TaskDrain drain = strategy.open(target);
        return new TracesByReading(drain, new ReadingDrain(target, pageSize), target.lentCalls(), target.lentCopy());
    }

    @Override
    public void hold(List<PageRange> pages) throws ComponentException {
        drain.hold(pages);
    }

    @Override
    public boolean move(PageChunk chunk, PageDestination destination) throws IOException, ComponentException {
        return touched(chunk) ? reading.move(chunk, destination) : drain.move(chunk, destination);
    }

    private boolean touched(PageChunk chunk) {
        return calls.traces().stream().anyMatch(trace -> chunk.ranges().stream()
                .anyMatch(range -> range.start() < trace.end() && range.end() > trace.start()));
    }

    @Override
    public void close() {
        drain.close();
        calls.close();
        copy.close();
    }
}
