package io.sluice.dump;

import io.sluice.image.PagesKey;
import io.sluice.image.manifest.TaskEntry;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.ProcessMemory;
import io.sluice.proc.TaskIdentity;
import io.sluice.proc.TaskIdentity.Marks;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.ComponentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tasks that a round has opened: those of the tree before the stop, those that appeared until then after it. */
final class OpenedTasks implements AutoCloseable {
    private final Round round;
    private final int namespaceDepth;
    private final Map<Integer, OpenedTask> tasks = new HashMap<>();

    /** @param namespaceDepth in how many pid namespaces the root is: the innermost numbers the tasks in images */
    OpenedTasks(Round round, int namespaceDepth) {
        this.round = round;
        this.namespaceDepth = namespaceDepth;
    }

    /** Opens tasks that run; those that are just ending are left out. */
    void open(List<Integer> pids) throws ComponentException {
        for (int pid : pids) {
            open(pid);
        }
    }

    /** One that was opened before the stop, during it: what it is now is not looked at. */
    Optional<OpenedTask> opened(int pid) {
        return Optional.ofNullable(tasks.get(pid));
    }

    /** One that was seen in the stop: as it was opened before, or opened now. Empty when it has ended. */
    Optional<OpenedTask> current(int pid) throws ComponentException {
        OpenedTask task = tasks.get(pid);
        if (task != null && task.isCurrent()) {
            return Optional.of(task);
        }
        close(pid);
        return open(pid);
    }

    /** Lets go of one that was taken, or is no more. */
    void close(int pid) {
        OpenedTask task = tasks.remove(pid);
        if (task != null) {
            task.close();
        }
    }

    private Optional<OpenedTask> open(int pid) throws ComponentException {
        try {
            ProcessMemory memory = ProcessMemory.open(pid);
            try {
                Optional<OpenedTask> task = open(pid, memory);
                task.ifPresentOrElse(opened -> tasks.put(pid, opened), memory::close);
                return task;
            } catch (ComponentException | RuntimeException e) {
                memory.close();
                throw e;
            }
        } catch (KernelException e) {
            if (e.errno().isGone()) {
                return Optional.empty();
            }
            throw TreeDrain.refused(pid, e);
        }
    }

    private Optional<OpenedTask> open(int pid, ProcessMemory memory) throws ComponentException {
        Optional<Marks> marks = Marks.read(pid, memory);
        Optional<TaskEntry> entry = marks.flatMap(found -> entry(pid, TaskIdentity.of(found)));
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String name = "task " + entry.get().pid() + " (" + entry.get().name() + ")";
        RoundTarget target = round.target(name, memory, new TargetIdentity.OfTask(entry.get()));
        return Optional.of(new OpenedTask(entry.get(), marks.get(), memory, round.open(target)));
    }

    private Optional<TaskEntry> entry(int pid, TaskIdentity identity) {
        Optional<TaskStatus> status = TaskStatus.read(pid);
        if (status.isEmpty()) {
            return Optional.empty();
        }
        int inNamespace = status.get().namespacePids().get(namespaceDepth - 1);
        return Optional.of(new TaskEntry(
                inNamespace,
                pid,
                status.get().name(),
                identity.startTicks(),
                identity.program(),
                new PagesKey.Task(inNamespace).image()));
    }

    @Override
    public void close() {
        tasks.values().forEach(OpenedTask::close);
    }
}
