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

    /** Calls inside it; empty for a shared segment, and where Sluice cannot make them for this task. */
    Optional<InjectedCalls> calls();
}
