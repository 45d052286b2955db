package io.sluice.trace;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.kernel.Architecture;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.trace.shadow.LivingShadows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A look at a running tree before anything is done to it: what cannot be dumped is refused here.
 *
 * @param root the tree's root
 * @param processes the living processes, parents first
 * @param zombies those that have ended and were not reaped; they have no memory
 */
public record TreeSurvey(int root, List<Integer> processes, List<Integer> zombies) {
    private static final int ELF_HEADER = 20;
    private static final long LONGEST_END = Duration.ofMillis(200).toNanos();
    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    /**
     * Looks at the tree.
     *
     * @throws SluiceException {@code TARGET_GONE} when there is no such process, {@code TARGET_UNSUPPORTED} when something
     *     in the tree cannot be dumped, {@code DENIED} without the rights
     */
    public static TreeSurvey of(int root) {
        List<Integer> processes = new ArrayList<>();
        List<Integer> zombies = new ArrayList<>();
        for (int process : ProcessTree.processes(root)) {
            Optional<TaskStatus> status = TaskStatus.read(process);
            if (LivingShadows.has(process)) {
                continue;
            }
            if (status.isEmpty()) {
                requireNotRoot(root, process, "there is no process " + root);
            } else if (status.get().ended()) {
                requireEnded(process);
                requireNotRoot(root, process, "the process " + root + " has ended and waits for its parent (a zombie)");
                zombies.add(process);
            } else {
                requireDumpable(process, status.get());
                processes.add(process);
            }
        }
        return new TreeSurvey(root, processes, zombies);
    }

    private static void requireNotRoot(int root, int process, String message) {
        if (process == root) {
            throw new SluiceException(ErrorCode.TARGET_GONE, message, "look for the pid again, with ps or pgrep");
        }
    }

    /** The leader of a process may end before its other threads: it looks like a zombie and is none. */
    private static void requireEnded(int process) {
        if (!ends(process)) {
            throw leaderless(process);
        }
    }

    /** Whether a process whose leader has ended is ending as a whole: a kill takes a moment to reach all threads. */
    static boolean ends(int process) {
        long started = System.nanoTime();
        boolean lives = lives(process);
        while (lives && System.nanoTime() - started < LONGEST_END) {
            LockSupport.parkNanos(PAUSE);
            lives = lives(process);
        }
        return !lives;
    }

    private static boolean lives(int process) {
        return ProcessTree.threads(process).stream()
                .map(TaskStatus::read)
                .flatMap(Optional::stream)
                .anyMatch(thread -> !thread.ended());
    }

    static SluiceException leaderless(int process) {
        return unsupported(
                "the main thread of process " + process + " has ended, and its other threads go on",
                "such a process cannot be dumped; if it is just ending, try again");
    }

    private static void requireDumpable(int process, TaskStatus status) {
        String who = "process " + process + " (" + status.name() + ")";
        if (status.kernelThread()) {
            throw unsupported(who + " is a thread of the kernel", "choose a process of user space");
        }
        if (status.process() != process) {
            throw unsupported(
                    process + " is a thread of process " + status.process() + " (" + status.name() + ")",
                    "give the pid of the process, " + status.process());
        }
        requireNotSluice(process);
        for (int thread : ProcessTree.threads(process)) {
            requireUntraced(who, TaskStatus.read(thread).map(TaskStatus::tracer).orElse(0));
        }
        requireNative(process, who);
    }

    /** A thread cannot stop the process that it belongs to. */
    static void requireNotSluice(int process) {
        if (process == ProcessHandle.current().pid()) {
            throw unsupported("Sluice itself is in the tree", "start it from outside of the tree that it dumps");
        }
    }

    /** One that is traced cannot be stopped by anybody else. */
    static void requireUntraced(String who, int tracer) {
        if (tracer != 0) {
            String name = TaskStatus.read(tracer).map(TaskStatus::name).orElse("?");
            throw unsupported(
                    who + " is traced by process " + tracer + " (" + name + ")",
                    "end the debugger or the other dump that traces it");
        }
    }

    private static void requireNative(int process, String who) {
        byte[] header = new byte[ELF_HEADER];
        try (OpenFile program = OpenFile.read("/proc/" + process + "/exe")) {
            int read = program.read(0, header);
            int machine = Byte.toUnsignedInt(header[18]) | Byte.toUnsignedInt(header[19]) << 8;
            if (read == ELF_HEADER && !Architecture.current().runs(header[4], machine)) {
                throw unsupported(
                        who + " is not a 64-bit " + Architecture.current().name() + " program",
                        "programs of 32 bits cannot be dumped");
            }
        } catch (KernelException e) {
            requireRights(who, e.errno());
        }
    }

    /** A task that is just ending has no program any more; the stop will find that out. */
    private static void requireRights(String who, Errno errno) {
        if (errno.equals(Errno.EACCES) || errno.equals(Errno.EPERM)) {
            throw denied(who);
        }
    }

    static SluiceException denied(String who) {
        return new SluiceException(
                ErrorCode.DENIED,
                "no rights over " + who,
                "run as its user or as root, with CAP_SYS_PTRACE, and look at kernel.yama.ptrace_scope");
    }

    private static SluiceException unsupported(String message, String remedy) {
        return new SluiceException(ErrorCode.TARGET_UNSUPPORTED, message, remedy);
    }
}
