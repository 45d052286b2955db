package io.sluice.dump;

import io.sluice.image.manifest.TaskEntry;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.ProcessMemory;
import io.sluice.memory.Area;
import io.sluice.memory.KeptPages;
import io.sluice.memory.PagePlan;
import io.sluice.memory.ParentPages;
import io.sluice.memory.PlanBasis;
import io.sluice.proc.TaskIdentity.Marks;
import io.sluice.proc.TaskMappings;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.TaskTracker;
import io.sluice.trace.shadow.ShadowException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

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
     * @param maker makes the copy, where it can be made
     * @return whether it did; if not, they have to be moved in the stop
     */
    boolean hold(TaskLayout layout, Supplier<Optional<TaskCopy>> maker) throws ComponentException {
        LentCopy copy = taking.target().lentCopy();
        copy.offer(maker);
        try {
            taking.drain().hold(layout.areas().stream().map(Area::range).toList());
            return copy.made().isPresent();
        } finally {
            copy.withdraw();
        }
    }

    /**
     * A copy by a child, where one can be made.
     *
     * @param child makes it
     * @param kept what it does not get
     */
    static Optional<TaskCopy> copy(IntSupplier child, KeptPages kept) {
        try {
            return Optional.of(new ChildCopy(child.getAsInt(), kept));
        } catch (KernelException | ShadowException unable) {
            return Optional.empty();
        }
    }

    /** Does what is done for holding pages, with another task that nothing is taken of. */
    static void rehearse(int pid, TaskMappings mappings) throws IOException, ComponentException {
        try (ProcessMemory memory = ProcessMemory.open(pid);
                TaskPopulation population = new TaskPopulation(pid)) {
            Marks.read(pid, memory);
            List<Area> areas = TaskLayout.ofDump(mappings).areas();
            PagePlan.of(new PlanBasis(areas, population, ParentPages.NONE, Optional.empty()), Long.MAX_VALUE);
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
