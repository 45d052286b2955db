package io.sluice.dump;

import io.sluice.memory.Population;
import io.sluice.spi.memory.TaskMemory;

/** The private memory of one task as it was in the stop, to be drained after it. */
sealed interface TaskCopy extends TaskMemory, Population, AutoCloseable permits ChildCopy, KeptCopy {

    /** After the stop, before anything is read. */
    void open();

    /** Whether it is still there: what was read of it is whole then. */
    boolean alive();

    @Override
    void close();
}
