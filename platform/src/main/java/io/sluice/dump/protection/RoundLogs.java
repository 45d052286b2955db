package io.sluice.dump.protection;

import io.sluice.spi.ComponentException;

/** Where the logs of all tasks are. Usable from any thread. */
public interface RoundLogs {

    /**
     * Lends the log of a task, empty when it is new.
     *
     * @throws ComponentException when another round has it: two that collect at a time would take writes from each other
     */
    RoundLog lend(ProtectedTask task) throws ComponentException;
}
