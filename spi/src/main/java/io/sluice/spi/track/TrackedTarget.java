package io.sluice.spi.track;

import io.sluice.spi.ComponentException;
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

    /**
     * The write-protection of its pages, made at the first call or found in the task from an earlier command; to be asked
     * for in {@link DirtyTracker#open}. Empty for a shared segment.
     *
     * @throws ComponentException when the kernel or the task do not allow it
     */
    Optional<WriteProtection> writeProtection() throws ComponentException;

    /** The epoch of the set in the making. */
    Epoch epoch();

    /**
     * What this tracker kept beside the parent set for the same target; empty when there is no parent, when the parent was
     * made by another tracker, or when the target is not the one that the parent saw (a reused pid, an exec). Then {@link
     * TaskTracker#scan} answers {@link Scan.Unknown} (T01).
     */
    Optional<KeptState> parent();

    /**
     * Opens a stream for what the tracker wants to keep beside the new set for this target; once at the most, closed by
     * the tracker in {@link TaskTracker#complete}, or after a failure in {@link TaskTracker#close}. It is committed, or
     * not, with the set.
     */
    OutputStream keep() throws IOException;
}
