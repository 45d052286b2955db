package io.sluice.drain.read;

import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.drain.ReadingDrain;
import io.sluice.spi.drain.TaskDrain;

/** The drain {@code read}: stateless, as parallel as the core likes. */
final class ReadDrain implements DrainStrategy {
    private final int pageSize;

    ReadDrain(int pageSize) {
        this.pageSize = pageSize;
    }

    @Override
    public TaskDrain open(DrainTarget target) {
        return new ReadingDrain(target, pageSize);
    }
}
