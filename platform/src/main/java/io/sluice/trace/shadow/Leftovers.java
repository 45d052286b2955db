package io.sluice.trace.shadow;

import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.proc.Mapping;
import io.sluice.proc.MapsParser;
import io.sluice.proc.ProcFile;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.memory.PageRange;
import io.sluice.trace.machine.Machine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a Sluice that was killed may have left in a process, besides what it was asked to leave. */
public final class Leftovers {
    private static final int EXIT_SIGNAL = 38;
    private static final int EXIT_STATUS = 52;

    private Leftovers() {}

    /** Whether there is code of ours in its vdso, or our word on its stack, and none of a Sluice that lives. */
    public static boolean hasStub(int pid) {
        try (ForcedMemory memory = ForcedMemory.open(pid)) {
            return StubPlace.in(pid, memory).leftBehind();
        } catch (ShadowException noRoom) {
            return false;
        }
    }

    /** Shadows in it, or children of it, that are not ours and whose Sluice is gone. */
    public static List<Integer> shadows(int pid) {
        return ended(pid).stream().filter(child -> !LivingShadows.has(child)).toList();
    }

    /** Shadows that are children of it and have ended, whosever they were. */
    static List<Integer> ended(int pid) {
        List<Integer> found = new ArrayList<>();
        for (int thread : ProcessTree.threads(pid)) {
            for (int child : ProcessTree.children(pid, thread)) {
                if (TaskStatus.read(child).filter(TaskStatus::ended).isPresent() && isShadow(child)) {
                    found.add(child);
                }
            }
        }
        return found;
    }

    /**
     * A child that ends without a signal for its parent (exit_signal of proc_pid_stat(5)), and has our name; or says at its
     * end what only one of ours says that had no name yet.
     */
    private static boolean isShadow(int child) {
        return ProcFile.read("/proc/" + child + "/stat")
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .filter(stat -> {
                    String[] fields =
                            stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1);
                    boolean silent = fields[EXIT_SIGNAL - 3].equals("0");
                    boolean named = stat.contains("(" + Birth.NAME + ")");
                    String alone = String.valueOf(Machine.current().stub().endsAlone() << 8);
                    return silent && (named || fields[EXIT_STATUS - 3].equals(alone));
                })
                .isPresent();
    }

    /**
     * Memory that the shadow of a stub had in a process, as far as it was not given back. It merges with no other: only this
     * is not for children (madvise(2), MADV_DONTFORK).
     */
    static Optional<PageRange> scratch(int pid, StubPlace stub) {
        long start = stub.taken() ? stub.scratch() : 0;
        PageRange range = new PageRange(start, start + Scratch.BYTES);
        return MapsParser.ofTask(pid).stream()
                .filter(mapping -> start != 0 && mapping.inode() == 0)
                .map(Mapping::range)
                .filter(range::equals)
                .findFirst();
    }

    /** Takes all of that out of a running process, as far as it can be done: it does no harm there. */
    public static void takeOut(int pid) {
        Undertaker.clear(pid);
    }

    /** Whether anything of a shadow that has left is still there. */
    static boolean any(int pid) {
        try {
            return !ended(pid).isEmpty() || hasStub(pid);
        } catch (KernelException gone) {
            return false;
        }
    }
}
