package io.sluice.dump;

import io.sluice.dump.PreDumpReport.Drained;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.manifest.SegmentEntry;
import io.sluice.image.manifest.TaskEntry;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.memory.KeptPages;
import io.sluice.memory.PageCounts;
import io.sluice.memory.PlannedReading;
import io.sluice.memory.Population;
import io.sluice.memory.WorkerCrew.Beside;
import io.sluice.proc.TaskMappings;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.ComponentException;
import io.sluice.state.file.MemoryFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Opens every task of the tree before the stop, and takes them after it, then every shared segment, while they run. */
final class TreeDrain implements AutoCloseable {
    private final Round round;
    private final IntPredicate needed;
    private final OpenedTasks opened;
    private final SharedSegments segments = new SharedSegments();
    private final List<TaskEntry> taskEntries = new ArrayList<>();
    private final List<Drained> tasks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Integer, TaskMappings> seen = new HashMap<>();
    private final Map<Integer, Held> held = new LinkedHashMap<>();
    private final Map<Integer, Looked> looked = new LinkedHashMap<>();
    private final Map<Integer, Few> few = new LinkedHashMap<>();

    /** A task whose pages were taken hold of in the stop. */
    private record Held(OpenedTask task, TaskLayout layout) {}

    /** A task whose pages are looked at while its state is taken. */
    private record Looked(OpenedTask task, TaskLayout layout, Beside<StopLook> look) {}

    /** A task of which few pages are to be moved. */
    private record Few(OpenedTask task, TaskLayout layout, PlannedReading reading) {}

    /** @param needed without which tasks there is nothing to go on with: if one ends meanwhile, that is the end */
    TreeDrain(Round round, int root, IntPredicate needed) {
        this.round = round;
        this.needed = needed;
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

    /** Before the stop: makes ready for {@link #hold}. */
    void prepareLook(List<Integer> processes) {
        round.rehearseLook();
        processes.forEach(pid -> opened.opened(pid).ifPresent(task -> round.prepareLook(task.taking())));
    }

    /** A file of memory that may be mapped nowhere. */
    void add(MemoryFiles.Segment segment) {
        segments.add(segment);
    }

    /** What a task maps was seen in the stop. */
    void seen(int pid, TaskMappings mappings) {
        seen.put(pid, mappings);
    }

    /** Right before the stop: what a process maps was seen. */
    void lookBefore(int pid, TaskMappings mappings) throws IOException {
        Optional<OpenedTask> task = opened.opened(pid);
        if (task.isPresent()) {
            round.lookBefore(pid, task.get().taking(), TaskLayout.ofDump(mappings));
        }
    }

    /** In the stop, before the state of a task is taken: begins to look at its pages meanwhile. */
    void look(int pid) throws ComponentException {
        Optional<OpenedTask> task = opened.current(pid);
        if (task.isPresent()) {
            TaskLayout layout = layout(pid, task.get());
            Taking taking = task.get().taking();
            looked.put(pid, new Looked(task.get(), layout, round.lookBeside(pid, taking, layout)));
        }
    }

    /**
     * In the stop, when the state of a task was taken: has the drain take hold of its pages by a copy of its memory, if that
     * is best; then they are to be taken by {@link #takeHeld}.
     *
     * @param written whether it may have written to its memory since {@link #look}
     * @param child makes a child of it that has a copy
     */
    void hold(int pid, boolean written, IntSupplier child) throws IOException, ComponentException {
        Looked task = looked.get(pid);
        if (task != null) {
            StopLook first = task.look().await();
            StopLook look = written ? round.lookAgain(pid, task.task().taking(), task.layout()) : first;
            if (look.reading().isPresent()) {
                few.put(pid, new Few(task.task(), task.layout(), look.reading().get()));
            } else if (round.worthCopying(pid, look)) {
                copy(pid, task.task(), task.layout(), child);
            }
        }
    }

    private void copy(int pid, OpenedTask task, TaskLayout layout, IntSupplier child)
            throws IOException, ComponentException {
        if (!layout.mayBeCopied()) {
            notes.add(task.taking().target().name()
                    + ": its memory was read in the stop: it has huge pages of hugetlbfs, which must not be copied");
            return;
        }
        Optional<KeptPages> apart = round.keep(pid, task.taking(), layout.notCopied());
        hold(pid, task, layout, () -> apart.flatMap(kept -> OpenedTask.copy(child, kept)));
    }

    /** In the stop, when nothing of ours is in any task: reads the rest of the pages that are to be moved where they are few. */
    void keep() throws IOException, ComponentException {
        for (Map.Entry<Integer, Few> each : few.entrySet()) {
            Few those = each.getValue();
            Optional<KeptPages> kept = those.reading().finish();
            hold(each.getKey(), those.task(), those.layout(), () -> kept.map(KeptCopy::new));
        }
    }

    private void hold(int pid, OpenedTask task, TaskLayout layout, Supplier<Optional<TaskCopy>> maker)
            throws ComponentException {
        if (task.hold(layout, maker)) {
            held.put(pid, new Held(task, layout));
            segments.add(pid, layout.segments());
        }
    }

    /** Takes the pages that were taken hold of, after the stop. */
    void takeHeld() throws IOException, ComponentException {
        for (Map.Entry<Integer, Held> each : held.entrySet()) {
            OpenedTask task = each.getValue().task();
            TaskCopy copy = task.taking().target().lentCopy().made().orElseThrow();
            copy.open();
            take(task, each.getValue().layout(), copy);
            if (!copy.alive()) {
                throw ended(each.getKey());
            }
            opened.close(each.getKey());
        }
    }

    /** Takes all processes that are not held, and all shared segments. */
    void take(List<Integer> processes) throws IOException, ComponentException {
        for (int pid : processes) {
            if (!held.containsKey(pid)) {
                takeTask(pid);
            }
        }
        segments.take(round);
        notes.addAll(segments.notes());
        round.comparedBecause().forEach(why -> notes.add("all pages were read and compared: " + why));
        round.refusedCalls().forEach(why -> notes.add("read instead: " + why));
    }

    private void takeTask(int pid) throws IOException, ComponentException {
        try {
            Optional<OpenedTask> task = opened.current(pid);
            if (task.isPresent()) {
                takeTask(pid, task.get());
            }
            if (task.isEmpty() || !task.get().memory().alive()) {
                noteEnd(pid);
            }
            opened.close(pid);
        } catch (KernelException e) {
            if (!e.errno().isGone()) {
                throw refused(pid, e);
            }
            noteEnd(pid);
        }
    }

    private void takeTask(int pid, OpenedTask task) throws IOException, ComponentException {
        TaskLayout layout = layout(pid, task);
        try (TaskPopulation population = new TaskPopulation(pid)) {
            take(task, layout, population);
            segments.add(pid, layout.segments());
        }
    }

    private TaskLayout layout(int pid, OpenedTask task) {
        return Optional.ofNullable(seen.get(pid))
                .map(TaskLayout::ofDump)
                .orElseGet(() -> TaskLayout.ofPreDump(
                        TaskMappings.read(pid),
                        task.taking().target().lentCalls().scratch()));
    }

    private void take(OpenedTask task, TaskLayout layout, Population population)
            throws IOException, ComponentException {
        PageCounts counts = round.take(task.taking(), layout.areas(), population);
        TaskEntry entry = task.entry();
        String name = task.taking().target().name();
        taskEntries.add(entry);
        tasks.add(new Drained(entry.name(), entry.pid(), counts));
        layout.leftOut().forEach(what -> notes.add(name + ": left out of pre-dumps: " + what));
    }

    /** A task that ends is taken as far as it could be read. */
    private void noteEnd(int pid) {
        if (needed.test(pid)) {
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
        looked.values().forEach(each -> awaitEnd(each.look()));
        opened.close();
    }

    /** What fails too late to be asked for is nothing to the request, but it must not go on with memory that is closed. */
    private static void awaitEnd(Beside<StopLook> look) {
        try {
            look.await();
        } catch (IOException | ComponentException | RuntimeException late) {
            return;
        }
    }
}
