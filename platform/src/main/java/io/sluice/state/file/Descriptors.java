package io.sluice.state.file;

import io.sluice.image.message.DescriptorEntry;
import io.sluice.image.message.FsEntry;
import io.sluice.kernel.Errno;
import io.sluice.kernel.FileStatus;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.OtherTask;
import io.sluice.kernel.PidDescriptor;
import io.sluice.kernel.PinnedFile;
import io.sluice.resident.Residents;
import io.sluice.state.Allowed;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import io.sluice.state.StoppedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The descriptors of a tree, and all files behind them. Descriptors that stand for one open file are found by kcmp(2). */
public final class Descriptors {
    private static final String PRE_DUMPS = "it cannot be dumped yet; pre-dumps of the tree work";
    private final FileTable table = new FileTable();
    private final Ghosts ghosts;
    private final FileLocks locks;
    private final OpenedMemory opened;
    private final MemoryFiles memory;
    private final TaskFiles tasks = new TaskFiles();
    private final List<DescriptorKind> kinds;
    private final Map<List<Object>, List<Known>> known = new HashMap<>();

    private record Known(int pid, int number, int id) {}

    /**
     * Those of one tree.
     *
     * @param allowed what may be taken that else is refused
     * @param opened what a survey of the whole tree saw, or is to see
     */
    public Descriptors(Allowed allowed, OpenedMemory opened) {
        this.opened = opened;
        this.memory = new MemoryFiles(opened);
        this.ghosts = new Ghosts(table, allowed);
        this.locks = new FileLocks(allowed.fileLocks());
        this.kinds = List.of(
                new NamedFiles(ghosts),
                new Pipes(),
                new Fifos(table, ghosts),
                memory,
                new EventCounters(),
                new EventPolls(),
                new SignalFiles(),
                new TimerFiles(),
                tasks,
                new NamespaceFiles());
    }

    FileTable table() {
        return table;
    }

    Ghosts ghosts() {
        return ghosts;
    }

    MemoryFiles memory() {
        return memory;
    }

    /**
     * Gives numbers to the files that a task maps.
     *
     * @param task what messages call it
     */
    public MappedFiles mapped(int pid, String task) {
        return new MappedFiles(this, pid, task);
    }

    /** The working directory of a task, its root, and its umask. */
    public FsEntry folders(StoppedTask task) {
        return new Folders(table, ghosts).take(task);
    }

    /**
     * Tells which processes belong to the tree.
     *
     * @param processes as Sluice sees them, also those that have ended
     */
    public void tree(List<Integer> processes) {
        tasks.tree(processes);
    }

    /** Takes back what was done to file systems. */
    public void undo() {
        ghosts.undo();
    }

    /** The files of memory among them, whose pages are to be taken too. */
    public List<MemoryFiles.Segment> segments() {
        return memory.segments();
    }

    /**
     * Refuses what cannot be dumped, and notes what is to be known of all tasks; the task may run meanwhile.
     *
     * @param task what messages call it
     */
    public void survey(int pid, String task) {
        for (int number : DescriptorFacts.numbers(pid)) {
            String place = "/proc/" + pid + "/fd/" + number;
            String name = name(place);
            if (!Residents.isTracking(pid, number, name)) {
                FileStatus.find(place).ifPresent(status -> {
                    DescriptorKind kind = kind(number, status, name, task);
                    DescriptorFacts.find(pid, number).ifPresent(facts -> look(facts, kind, task));
                    opened.look(status, name);
                });
            }
        }
    }

    private void look(DescriptorFacts facts, DescriptorKind kind, String task) {
        require(facts, kind, task);
        locks.require(facts, task);
        kind.look(facts, task);
    }

    /** What the kernel says of a descriptor, and Sluice does not understand, would be lost. */
    private static void require(DescriptorFacts facts, DescriptorKind kind, String task) {
        facts.unknown(kind.keys())
                .map(key -> "has a property that Sluice does not know (" + key + ")")
                .or(() -> kind.objection(facts))
                .ifPresent(why -> {
                    throw Refusal.of(task, "descriptor " + facts.number() + " " + why, PRE_DUMPS);
                });
    }

    /** The table of a task that stands still, without what tracks it for us. */
    public List<DescriptorEntry> take(StoppedTask task) {
        List<DescriptorEntry> entries = new ArrayList<>();
        try (PidDescriptor files = PidDescriptor.open(task.pid())) {
            for (int number : DescriptorFacts.numbers(task.pid())) {
                try (OpenFile file = files.file(number)) {
                    OpenedDescriptor descriptor = opened(task, number, file);
                    if (!Residents.isTracking(task.pid(), number, descriptor.name())) {
                        entries.add(entry(descriptor));
                    }
                }
            }
        } catch (KernelException e) {
            throw e.errno().equals(Errno.ESRCH) ? Refusal.gone(task.name()) : e;
        }
        return entries;
    }

    private static OpenedDescriptor opened(StoppedTask task, int number, OpenFile file) {
        DescriptorFacts facts = DescriptorFacts.of(task.pid(), number, task.name());
        FileStatus status = FileStatus.find(facts.place()).orElseThrow(() -> Refusal.gone(task.name()));
        return new OpenedDescriptor(facts, status, name(facts.place()), file, task.name());
    }

    /** What a restore does not bring back, a line each, once all were taken. */
    public List<String> notes() {
        return kinds.stream().flatMap(kind -> kind.notes().stream()).toList();
    }

    /**
     * All that belongs to the files of the tree.
     *
     * @param recorded what is recorded of files by rules
     */
    public List<StateImage> images(RecordedNames recorded) {
        List<StateImage> images = new ArrayList<>(List.of(table.image(recorded)));
        kinds.forEach(kind -> images.addAll(kind.images()));
        images.addAll(ghosts.images());
        images.addAll(locks.images());
        return images;
    }

    private DescriptorEntry entry(OpenedDescriptor descriptor) {
        DescriptorFacts facts = descriptor.facts();
        locks.take(descriptor);
        DescriptorKind kind = kind(facts.number(), descriptor.status(), descriptor.name(), descriptor.task());
        require(facts, kind, descriptor.task());
        return DescriptorEntry.newBuilder()
                .setId(number(descriptor, kind))
                .setFlags(facts.closedOnExec() ? 1 : 0)
                .setType(kind.kind().number())
                .setFd(facts.number())
                .build();
    }

    /** The number of its open file, which it may share with others of the tree. */
    private int number(OpenedDescriptor descriptor, DescriptorKind kind) {
        DescriptorFacts facts = descriptor.facts();
        FileStatus status = descriptor.status();
        List<Object> alike =
                List.of(status.device(), status.inode(), facts.flags(), facts.position(), descriptor.name());
        List<Known> candidates = known.computeIfAbsent(alike, any -> new ArrayList<>());
        OtherTask other = new OtherTask(facts.pid());
        for (Known candidate : candidates) {
            if (other.sameFile(facts.number(), candidate.pid(), candidate.number())) {
                return candidate.id();
            }
        }
        int id = table.add(number -> kind.take(number, descriptor));
        candidates.add(new Known(facts.pid(), facts.number(), id));
        return id;
    }

    private DescriptorKind kind(int number, FileStatus status, String name, String task) {
        Optional<DescriptorKind> kind =
                kinds.stream().filter(each -> each.knows(status, name)).findFirst();
        return kind.orElseThrow(
                () -> Refusal.of(task, "descriptor " + number + " is " + describe(status, name), PRE_DUMPS));
    }

    private static String name(String place) {
        try {
            return PinnedFile.link(place);
        } catch (KernelException closed) {
            return "";
        }
    }

    private static String describe(FileStatus status, String name) {
        if (status.isSocket()) {
            return "a socket";
        }
        return status.isDevice() ? "the device " + name : name;
    }
}
