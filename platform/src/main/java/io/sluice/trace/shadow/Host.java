package io.sluice.trace.shadow;

import io.sluice.proc.ProcFile;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskIdentity;
import io.sluice.proc.TaskStatus;
import io.sluice.trace.machine.Machine;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The process that gets a shadow.
 *
 * @param pid as Sluice sees it
 * @param threads its threads, the first one first, but behind all others those that do not stop at once
 * @param stopped whether it is stopped by a signal: of many threads; one that we trace does not show it
 */
record Host(int pid, List<Integer> threads, boolean stopped) {

    static Host of(int pid) {
        List<Integer> threads = ProcessTree.threads(pid).stream()
                .filter(thread -> !LivingShadows.has(thread))
                .sorted(Comparator.comparing((Integer thread) -> "DZX".indexOf(state(thread)) >= 0)
                        .thenComparing(thread -> thread != pid))
                .toList();
        if (threads.isEmpty()) {
            throw new ShadowException("process " + pid + " has ended");
        }
        return new Host(pid, threads, threads.stream().anyMatch(thread -> state(thread) == 'T'));
    }

    private static char state(int thread) {
        return TaskStatus.read(thread).map(TaskStatus::state).orElse('X');
    }

    /** Whether the calls of a thread are filtered (seccomp(2)). */
    static boolean filtered(int thread) {
        return !mode(thread).equals("0");
    }

    private static String mode(int thread) {
        return status(thread)
                .lines()
                .filter(line -> line.startsWith("Seccomp:"))
                .map(line -> line.substring("Seccomp:".length()).trim())
                .findFirst()
                .orElse("0");
    }

    /** Whether a return in a thread must go to where it was called from. */
    static boolean guardsReturns(int thread) {
        return Machine.current().guardsReturns(status(thread));
    }

    /** What proc_pid_status(5) says of a task; nothing when it is gone. */
    static String status(int thread) {
        return ProcFile.read("/proc/" + thread + "/status")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    /** The kind of shadow that does it no harm. */
    ShadowKind kind(CallFilters filters) {
        return threads.size() == 1 || filters.filter() || stopped ? ShadowKind.PROCESS : ShadowKind.THREAD;
    }

    /** Strict filtering lets a thread make four calls; it is killed for any other, and there is nothing to be read of that. */
    void requireNotStrict() {
        if (mode(pid).equals("1")) {
            throw new ShadowException("process " + pid + " has strictly filtered calls (seccomp)");
        }
    }

    /** Sluice itself, as others may find it named. */
    static StubPlace.Owner sluice() {
        int pid = (int) ProcessHandle.current().pid();
        return new StubPlace.Owner(pid, TaskIdentity.startTicks(pid).orElse(0L));
    }

    /** Whether a Sluice still lives. */
    static boolean lives(StubPlace.Owner owner) {
        return TaskIdentity.startTicks(owner.pid())
                .filter(ticks -> ticks == owner.startTicks())
                .isPresent();
    }
}
