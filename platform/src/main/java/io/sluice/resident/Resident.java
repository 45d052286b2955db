package io.sluice.resident;

import java.util.List;
import java.util.Optional;

/**
 * One thing of ours that was found in a task.
 *
 * @param pid the task, as Sluice sees it
 * @param kind what it is
 * @param descriptors the numbers that it has in the task's table, ascending
 * @param record what is written beside a userfaultfd; empty of other things, and when it is not readable
 */
public record Resident(int pid, Kind kind, List<Integer> descriptors, Optional<TrackRecord> record) {
    public Resident {
        descriptors = List.copyOf(descriptors);
    }

    /** What may be found. */
    public enum Kind {
        /** The tracking of this task. */
        TRACKING,
        /** The same of another task, from which this one has inherited it; it tracks nothing here. */
        INHERITED_TRACKING,
        /** Tracking of which the making was never finished. */
        UNFINISHED_TRACKING,
        /** Code, or a word on the stack, that a Sluice left which was killed. */
        STUB,
        /** A task that a Sluice left which was killed. */
        SHADOW
    }
}
