package io.sluice.trace.shadow;

import io.sluice.proc.ProcFile;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskIdentity;
import io.sluice.proc.TaskStatus;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The process that gets a shadow.
 *
 * @param pid as Sluice sees it
 * @param filtered whether its calls are filtered (seccomp(2))
 * @param threads its threads, those first that stop at once
 * @param stopped whether it is stopped by a signal
 */
record Host(int pid, boolean filtered, List<Integer> threads, boolean stopped) {

    static Host of(int pid) {
        TaskStatus status =
                TaskStatus.read(pid).orElseThrow(() -> new ShadowException("process " + pid + " has ended"));
        List<Integer> threads = ProcessTree.threads(pid).stream()
                .filter(thread -> !LivingShadows.has(thread))
                .sorted(Comparator.comparing((Integer thread) -> state(thread) == 'D'))
                .toList();
        return new Host(pid, filtered(pid), threads, status.state() == 'T');
    }

    private static char state(int thread) {
        return TaskStatus.read(thread).map(TaskStatus::state).orElse('D');
    }

    private static boolean filtered(int pid) {
        return ProcFile.read("/proc/" + pid + "/status")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(status -> !status.contains("\nSeccomp:\t0\n"))
                .isPresent();
    }

    ShadowKind kind() {
        return threads.size() == 1 || filtered || stopped ? ShadowKind.PROCESS : ShadowKind.THREAD;
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
