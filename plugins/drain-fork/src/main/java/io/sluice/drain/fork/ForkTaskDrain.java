package io.sluice.drain.fork;

import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.ReadingDrain;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.List;

/** The drain of one task: of its copy, once there is one. */
final class ForkTaskDrain implements TaskDrain {
    private final DrainTarget target;
    private final int pageSize;
    private volatile ReadingDrain reading;

    ForkTaskDrain(DrainTarget target, int pageSize) {
        this.target = target;
        this.pageSize = pageSize;
        this.reading = new ReadingDrain(target, pageSize);
    }

    @Override
    public void hold(List<PageRange> pages) {
        target.copy().ifPresent(copy -> reading = new ReadingDrain(target.name(), copy, pageSize));
    }

    @Override
    public boolean move(PageChunk chunk, PageDestination destination) throws IOException, ComponentException {
        return reading.move(chunk, destination);
    }
}
