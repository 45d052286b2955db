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

    /**
     * Its private memory as it is now, in the stop, however the target changes afterwards: a copy that the kernel makes by
     * copy-on-write (fork(2)). Only in {@link TaskDrain#hold}, and once; it is given back after {@link TaskDrain#close}. From
     * any threads. Empty where there is none: for a shared segment, where the kernel or Sluice cannot make it, and in a stop
     * that is to take all pages itself. Such a target is drained before the stop is over, and {@link #memory} is what it was.
     */
    default Optional<TaskMemory> copy() {
        return Optional.empty();
    }
}
