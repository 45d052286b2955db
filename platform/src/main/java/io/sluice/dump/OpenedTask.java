package io.sluice.dump;

import io.sluice.image.manifest.TaskEntry;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.ProcessMemory;
import io.sluice.memory.Area;
import io.sluice.proc.TaskIdentity.Marks;
import io.sluice.proc.TaskMappings;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.TaskTracker;
import io.sluice.trace.shadow.ShadowException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * A task that a round has opened, as the program that it executed then.
 *
 * @param entry what the manifest says of it
 * @param marks by what it is known again
 * @param memory its memory, closed with this
 * @param taking its drain and its trackers, closed with this as far as they are no more the round's
 */
record OpenedTask(TaskEntry entry, Marks marks, ProcessMemory memory, Taking taking) implements AutoCloseable {

    /** Has its trackers arm mappings. Every thread of the task stands still. */
    void arm() throws ComponentException {
        LentProtection protection = taking.target().protection();
        List<PageRange> mappings = protection.stopped();
        try {
            for (TaskTracker tracker : taking.arming().values()) {
                tracker.arm(mappings);
            }
        } finally {
            protection.released();
        }
    }

    /**
     * In the stop: has its drain take hold of the pages, by a copy of the memory.
     *
     * @param child makes a child that has a copy
     * @return whether it did; if not, they have to be moved in the stop
     */
    boolean hold(TaskLayout layout, IntSupplier child) throws ComponentException {
        LentCopy copy = taking.target().lentCopy();
        copy.offer(() -> copy(entry.hostPid(), memory, layout, child));
        try {
            taking.drain().hold(layout.areas().stream().map(Area::range).toList());
            return copy.made().isPresent();
        } finally {
            copy.withdraw();
        }
    }

    private static Optional<TaskCopy> copy(int pid, ProcessMemory memory, TaskLayout layout, IntSupplier child) {
        try {
            return KeptPages.of(pid, memory, layout.notCopied()).map(kept -> new TaskCopy(child.getAsInt(), kept));
        } catch (KernelException | ShadowException unable) {
            return Optional.empty();
        }
    }

    /** Does what {@link #hold} does, with another task that nothing is taken of. */
    static void rehearse(int pid, TaskMappings mappings, IntSupplier child) {
        try (ProcessMemory memory = ProcessMemory.open(pid)) {
            Marks.read(pid, memory);
            copy(pid, memory, TaskLayout.ofDump(mappings), child).ifPresent(TaskCopy::close);
        }
    }

    /** Whether its pid still stands for that program: it may have executed another, or ended, between opening and stop. */
    boolean isCurrent() {
        return Marks.read(entry.hostPid(), memory).equals(Optional.of(marks));
    }

    @Override
    public void close() {
        taking.close();
        memory.close();
    }
}
