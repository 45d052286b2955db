package io.sluice.dump;

import io.sluice.dump.PreDumpReport.Drained;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.manifest.SegmentEntry;
import io.sluice.image.manifest.TaskEntry;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.memory.PageCounts;
import io.sluice.proc.ProcFile;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.ComponentException;
import io.sluice.state.file.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens every task of the tree before the stop, and takes them after it, then every shared segment, while they run. */
final class TreeDrain implements AutoCloseable {
    private final Round round;
    private final int root;
    private final OpenedTasks opened;
    private final SharedSegments segments = new SharedSegments();
    private final List<TaskEntry> taskEntries = new ArrayList<>();
    private final List<Drained> tasks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    TreeDrain(Round round, int root) {
        this.round = round;
        this.root = root;
        this.opened = new OpenedTasks(
                round,
                TaskStatus.read(root)
                        .orElseThrow(() -> ended(root))
                        .namespacePids()
                        .size());
    }

    /** Those of the tree, so that nothing is left for the stop that can be done before it. */
    OpenedTasks opened() {
        return opened;
    }

    /** A file of memory that may be mapped nowhere. */
    void add(MemoryFiles.Segment segment) {
        segments.add(segment);
    }

    void take(List<Integer> processes) throws IOException, ComponentException {
        for (int pid : processes) {
            takeTask(pid);
        }
        segments.take(round);
        notes.addAll(segments.notes());
        round.comparedBecause().forEach(why -> notes.add("all pages were read and compared: " + why));
        round.refusedCalls().forEach(why -> notes.add("read instead: " + why));
    }

    private void takeTask(int pid) throws IOException, ComponentException {
        try {
            Optional<OpenedTask> task = opened.current(pid);
            Optional<byte[]> maps = ProcFile.read("/proc/" + pid + "/maps");
            if (task.isPresent() && maps.isPresent()) {
                takeTask(new ProcessMaps(pid, maps.get()), task.get());
            }
            if (task.isEmpty() || !task.get().memory().alive()) {
                noteEnd(pid);
            }
            opened.close(pid);
        } catch (KernelException e) {
            if (!e.errno().equals(Errno.ESRCH) && !e.errno().equals(Errno.ENOENT)) {
                throw refused(pid, e);
            }
            noteEnd(pid);
        }
    }

    private void takeTask(ProcessMaps process, OpenedTask task) throws IOException, ComponentException {
        TaskLayout layout =
                TaskLayout.of(process, task.taking().target().lentCalls().scratch());
        TaskEntry entry = task.entry();
        try (TaskPopulation population = new TaskPopulation(process.pid())) {
            PageCounts counts = round.take(task.taking(), layout.areas(), population);
            String name = task.taking().target().name();
            taskEntries.add(entry);
            tasks.add(new Drained(entry.name(), entry.pid(), counts));
            layout.leftOut().forEach(what -> notes.add(name + ": left out of pre-dumps: " + what));
            segments.add(process.pid(), layout.segments());
        }
    }

    /** A task that ends is taken as far as it could be read; without the root there is nothing to go on with. */
    private void noteEnd(int pid) {
        if (pid == root) {
            throw ended(pid);
        }
        notes.add("process " + pid + " ended while it was drained");
    }

    static SluiceException refused(int pid, KernelException e) {
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

    @Override
    public void close() {
        opened.close();
    }
}
