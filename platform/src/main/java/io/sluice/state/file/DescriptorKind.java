package io.sluice.state.file;

import io.sluice.image.message.FileEntry;
import io.sluice.kernel.FileStatus;
import io.sluice.state.StateImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One kind of what descriptors stand for: it knows its own, and how they are taken. */
interface DescriptorKind {

    /** Whether a descriptor is of this kind. The task may run. */
    boolean knows(FileStatus status, String name);

    /** What the kernel lists of this kind in fdinfo, beside what it lists of all (proc_pid_fdinfo(5)). */
    default Set<String> keys() {
        return Set.of();
    }

    /** Why one of this kind cannot be taken, as far as fdinfo tells; empty when it can. The task may run. */
    default Optional<String> objection(DescriptorFacts facts) {
        return Optional.empty();
    }

    /**
     * Refuses one that cannot be taken, as far as is seen from outside while the task runs.
     *
     * @param task what messages call it
     */
    default void look(DescriptorFacts facts, String task) {}

    /** By which number CRIU knows the kind. */
    FileKind kind();

    /** The message of an open file. */
    FileEntry take(int id, OpenedDescriptor descriptor);

    /** What a restore does not bring back of this kind, a line each, once all were taken. */
    default List<String> notes() {
        return List.of();
    }

    /** What this kind has beside, once all were taken. */
    default List<StateImage> images() {
        return List.of();
    }
}
