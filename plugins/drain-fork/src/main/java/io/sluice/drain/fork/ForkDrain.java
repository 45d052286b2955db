package io.sluice.drain.fork;

import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.TaskDrain;

/** The drain {@code fork}: as parallel as the core likes. */
final class ForkDrain implements DrainStrategy {
    private final int pageSize;

    ForkDrain(int pageSize) {
        this.pageSize = pageSize;
    }

    @Override
    public boolean holdsWhileStopped() {
        return true;
    }

    @Override
    public TaskDrain open(DrainTarget target) {
        return new ForkTaskDrain(target, pageSize);
    }
}
