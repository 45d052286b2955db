package io.sluice.spi.track;

import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.TaskMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** One task, or one shared segment, in one round, as a tracker sees it. */
public interface TrackedTarget {

    /** What to call it in messages. */
    String name();

    /** Its memory. */
    TaskMemory memory();

    /** Calls inside it; empty for a shared segment, and where Sluice cannot make them for this task. */
    Optional<InjectedCalls> calls();

    /** The epoch of the set in the making. */
    Epoch epoch();

    /**
     * What this tracker kept beside the parent set for the same target; empty when there is no parent, when the parent was
     * made by another tracker, or when the target is not the one that the parent saw (a reused pid, an exec). Then {@link
     * TaskTracker#scan} answers {@link Scan.Unknown}.
     */
    Optional<KeptState> parent();

    /**
     * Opens a stream for what the tracker wants to keep beside the new set for this target; once at the most, closed by
     * the tracker in {@link TaskTracker#complete}, or after a failure in {@link TaskTracker#close}. It is committed, or
     * not, with the set.
     */
    OutputStream keep() throws IOException;
}
