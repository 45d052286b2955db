package io.sluice.spi.drain;

import io.sluice.spi.ComponentException;

/**
 * A way to get planned pages out of tasks. One instance serves all tasks of a tree, from any thread.
 *
 * <p>The steps, by task: {@link #open} while it runs, before the stop; {@link TaskDrain#hold} in the stop, if
 * {@link #holdsWhileStopped}; {@link TaskDrain#move} after it, chunk by chunk, while the task runs; {@link
 * TaskDrain#close}.
 */
public interface DrainStrategy extends AutoCloseable {

    /** Whether it must take hold of pages while every thread of the tree is stopped. The stop gets longer for it. */
    default boolean holdsWhileStopped() {
        return false;
    }

    /** How many threads may be in {@link TaskDrain#move} of one task at the same time: 1 or more. */
    default int parallelism() {
        return Integer.MAX_VALUE;
    }

    /**
     * Prepares for one task, or one shared segment, which runs meanwhile. What can be done before the stop is done here.
     *
     * @throws ComponentException when it cannot work on this task; nothing is left in it
     */
    TaskDrain open(DrainTarget target) throws ComponentException;

    /** Lets go of what the strategy itself holds. Every {@link TaskDrain} was closed before. */
    @Override
    default void close() {}
}
