package io.sluice.spi.drain;

import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.TaskMemory;
import java.util.Optional;

/** One task, or one shared segment, that is to be drained. */
public interface DrainTarget {

    /** What to call it in messages. */
    String name();

    /** Its memory. */
    TaskMemory memory();

    /**
     * Calls inside it, made ready at the first call; to be asked for in {@link DrainStrategy#open}. Empty for a shared
     * segment, and where Sluice cannot make them for this task: the reason is in the report. Such a task is drained too
     * (D10).
     */
    Optional<InjectedCalls> calls();
}
