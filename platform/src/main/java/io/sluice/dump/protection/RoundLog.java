package io.sluice.dump.protection;

import io.sluice.spi.track.Epoch;
import java.util.Optional;

/**
 * Which rounds the write-protection of one task has seen. It must not outlive the protection's bond to the task, and be seen
 * by all who collect there. Lent to one round at a time.
 */
public interface RoundLog extends AutoCloseable {

    /** The last round that was closed; empty when there is none, or a later one was opened and never closed. */
    Optional<Epoch> ground();

    /** Notes that a round begins: from now on there is no ground. */
    void open(Epoch epoch);

    /** Notes that a round was committed; of no effect unless it is the last one that was opened. */
    void close(Epoch epoch);

    /** Gives the log back. A round that is open stays so. */
    @Override
    void close();
}
