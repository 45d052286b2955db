package io.sluice.state.file;

import io.sluice.image.message.DescriptorEntry;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.OtherTask;
import io.sluice.kernel.PidDescriptor;
import io.sluice.kernel.PinnedFile;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of descriptors of a tree. Descriptors that stand for one open file are found by kcmp(2). */
public final class Descriptors {
    /** Devices of memory: null, zero, full, random, urandom, kmsg (null(4) and others). */
    private static final int MEMORY_DEVICES = 1;

    private final FileTable table;
    private final Pipes pipes = new Pipes();
    private final Map<List<Object>, List<Known>> known = new HashMap<>();

    private record Known(int pid, int number, int id) {}

    /** @param table gives numbers to the files */
    public Descriptors(FileTable table) {
        this.table = table;
    }

    /**
     * Refuses what cannot be dumped; the task may run meanwhile.
     *
     * @param task what messages call it
     */
    public static void survey(int pid, String task) {
        for (int number : numbers(pid)) {
            FileStatus.of("/proc/" + pid + "/fd/" + number).ifPresent(status -> require(pid, number, status, task));
        }
    }

    /** The table of a task that stands still. */
    public List<DescriptorEntry> take(int pid, String task) {
        List<DescriptorEntry> entries = new ArrayList<>();
        try (PidDescriptor files = PidDescriptor.open(pid)) {
            for (int number : numbers(pid)) {
                entries.add(entry(files, DescriptorFacts.of(pid, number, task), task));
            }
        } catch (KernelException e) {
            throw failed(task, e);
        }
        return entries;
    }

    private static RuntimeException failed(String task, KernelException e) {
        return e.errno().equals(Errno.ESRCH) ? Refusal.gone(task) : e;
    }

    /** What is in the pipes of all tables. */
    public StateImage pipeContents() {
        return pipes.image();
    }

    private static List<Integer> numbers(int pid) {
        String[] names = new File("/proc/" + pid + "/fd").list();
        return names == null
                ? List.of()
                : Arrays.stream(names).map(Integer::valueOf).sorted().toList();
    }

    private DescriptorEntry entry(PidDescriptor files, DescriptorFacts facts, String task) {
        FileStatus status = FileStatus.of(facts.place()).orElseThrow(() -> Refusal.gone(task));
        require(facts.pid(), facts.number(), status, task);
        return DescriptorEntry.newBuilder()
                .setId(number(files, facts, status, task))
                .setFlags(facts.closedOnExec() ? 1 : 0)
                .setType(kind(status).number())
                .setFd(facts.number())
                .build();
    }

    private static FileKind kind(FileStatus status) {
        return status.isFifo() ? FileKind.PIPE : FileKind.REGULAR;
    }

    /** The number of its open file, which it may share with others of the tree. */
    private int number(PidDescriptor files, DescriptorFacts facts, FileStatus status, String task) {
        List<Object> alike = List.of(status.device(), status.inode(), facts.flags(), facts.position());
        List<Known> candidates = known.computeIfAbsent(alike, any -> new ArrayList<>());
        OtherTask other = new OtherTask(facts.pid());
        for (Known candidate : candidates) {
            if (other.sameFile(facts.number(), candidate.pid(), candidate.number())) {
                return candidate.id();
            }
        }
        int id = open(files, facts, status, task);
        candidates.add(new Known(facts.pid(), facts.number(), id));
        return id;
    }

    private int open(PidDescriptor files, DescriptorFacts facts, FileStatus status, String task) {
        try (OpenFile shared = files.file(facts.number())) {
            if (status.isFifo()) {
                return table.add(id -> pipes.entry(id, facts, status, shared));
            }
            NamedFile file = NamedFile.at(facts.place(), task, "descriptor " + facts.number());
            return table.add(id -> file.entry(id, facts.flags(), facts.position(), DescriptorFacts.owner(shared)));
        }
    }

    private static void require(int pid, int number, FileStatus status, String task) {
        String name = name(pid, number);
        boolean pipe = status.isFifo() && name.startsWith("pipe:");
        boolean memoryDevice = status.isDevice() && status.special() >> 8 == MEMORY_DEVICES;
        boolean named = name.startsWith("/") && (status.isRegular() || status.isFolder() || memoryDevice);
        if (!pipe && !named) {
            throw Refusal.of(
                    task,
                    "descriptor " + number + " is " + describe(status, name),
                    "it cannot be dumped yet; pre-dumps of the tree work");
        }
    }

    private static String name(int pid, int number) {
        try {
            return PinnedFile.link("/proc/" + pid + "/fd/" + number);
        } catch (KernelException closed) {
            return "";
        }
    }

    private static String describe(FileStatus status, String name) {
        if (status.isSocket()) {
            return "a socket";
        }
        if (status.isDevice()) {
            return "the device " + name;
        }
        return status.isFifo() ? "the FIFO " + name : name;
    }
}
