package io.sluice.dump;

import io.sluice.dump.PreDumpReport.Drained;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.PagesKey;
import io.sluice.image.manifest.SegmentEntry;
import io.sluice.image.manifest.TaskEntry;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.ProcessMemory;
import io.sluice.memory.PageCounts;
import io.sluice.proc.TaskIdentity;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.ComponentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes every task of the tree, then every shared segment, once, while they run. */
final class TreeDrain {
    private final Round round;
    private final int root;
    private final int namespaceDepth;
    private final SharedSegments segments = new SharedSegments();
    private final List<TaskEntry> taskEntries = new ArrayList<>();
    private final List<Drained> tasks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    TreeDrain(Round round, int root) {
        this.round = round;
        this.root = root;
        this.namespaceDepth = TaskStatus.read(root)
                .orElseThrow(() -> ended(root))
                .namespacePids()
                .size();
    }

    void take(List<ProcessMaps> processes) throws IOException, ComponentException {
        for (ProcessMaps process : processes) {
            takeTask(process);
        }
        segments.take(round);
        notes.addAll(segments.notes());
    }

    private void takeTask(ProcessMaps process) throws IOException, ComponentException {
        try (ProcessMemory memory = ProcessMemory.open(process.pid())) {
            Optional<TaskEntry> entry = entry(process.pid(), memory);
            if (entry.isPresent()) {
                takeTask(process, memory, entry.get());
            }
            if (!memory.alive()) {
                noteEnd(process.pid());
            }
        } catch (KernelException e) {
            if (!e.errno().equals(Errno.ESRCH) && !e.errno().equals(Errno.ENOENT)) {
                throw refused(process.pid(), e);
            }
            noteEnd(process.pid());
        }
    }

    private void takeTask(ProcessMaps process, ProcessMemory memory, TaskEntry entry)
            throws IOException, ComponentException {
        TaskLayout layout = TaskLayout.of(process);
        String name = "task " + entry.pid() + " (" + entry.name() + ")";
        RoundTarget target = round.target(name, memory, new TargetIdentity.OfTask(entry));
        try (TaskPopulation population = new TaskPopulation(process.pid())) {
            PageCounts counts = round.take(target, layout.areas(), population);
            taskEntries.add(entry);
            tasks.add(new Drained(entry.name(), entry.pid(), counts));
            layout.leftOut().forEach(what -> notes.add(name + ": left out of pre-dumps: " + what));
            segments.add(process.pid(), layout.segments());
        }
    }

    private Optional<TaskEntry> entry(int pid, ProcessMemory memory) {
        Optional<TaskStatus> status = TaskStatus.read(pid);
        Optional<TaskIdentity> identity = TaskIdentity.read(pid, memory);
        if (status.isEmpty() || identity.isEmpty()) {
            return Optional.empty();
        }
        int inNamespace = status.get().namespacePids().get(namespaceDepth - 1);
        return Optional.of(new TaskEntry(
                inNamespace,
                pid,
                status.get().name(),
                identity.get().startTicks(),
                identity.get().program(),
                new PagesKey.Task(inNamespace).image()));
    }

    /** A task that ends is taken as far as it could be read; without the root there is nothing to go on with. */
    private void noteEnd(int pid) {
        if (pid == root) {
            throw ended(pid);
        }
        notes.add("process " + pid + " ended while it was drained");
    }

    private static SluiceException refused(int pid, KernelException e) {
        boolean denied = e.errno().equals(Errno.EPERM) || e.errno().equals(Errno.EACCES);
        return new SluiceException(
                denied ? ErrorCode.DENIED : ErrorCode.KERNEL,
                "the memory of process " + pid + " cannot be read: " + e.getMessage(),
                "run as root, with CAP_SYS_PTRACE",
                e);
    }

    private static SluiceException ended(int pid) {
        return new SluiceException(
                ErrorCode.TARGET_GONE, "process " + pid + " ended while it was drained", "there is no new set");
    }

    List<TaskEntry> taskEntries() {
        return taskEntries;
    }

    List<SegmentEntry> segmentEntries() {
        return segments.entries();
    }

    List<Drained> tasks() {
        return tasks;
    }

    List<Drained> segments() {
        return segments.drained();
    }

    List<String> notes() {
        return notes;
    }
}
