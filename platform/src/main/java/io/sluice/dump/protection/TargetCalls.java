package io.sluice.dump.protection;

import io.sluice.kernel.OpenFile;
import io.sluice.spi.ComponentException;
import java.util.Optional;

/** What the platform can have done inside a target, as far as tracking needs it. Usable from any thread. */
@FunctionalInterface
public interface TargetCalls extends AutoCloseable {
    /** Makes no calls in any target. */
    TargetCalls NONE = task -> Optional.empty();

    /**
     * A userfaultfd (userfaultfd(2)) that a task has of its own memory, as a file of ours, which the caller closes. It is the
     * one that the task has from an earlier round, where it has one; else it is made. The task runs.
     *
     * @return empty where no calls can be made in tasks
     * @throws ComponentException when they could be, but not in this one
     */
    Optional<OpenFile> userfaultfd(ProtectedTask task) throws ComponentException;

    /** Gives up what is held of tasks. What was answered stays open until it is closed itself. */
    @Override
    default void close() {}
}
