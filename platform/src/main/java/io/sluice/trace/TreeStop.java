package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.trace.FrozenTree.FrozenProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One stop of one tree, all on the thread that runs it. */
final class TreeStop {
    private final int root;
    private final Control control;
    private final Ptrace ptrace = new Ptrace();
    private final Map<Integer, Tracee> tracees = new LinkedHashMap<>();
    private final StopWait wait;

    TreeStop(int root, Control control) {
        this.root = root;
        this.control = control;
        this.wait = new StopWait(ptrace, control);
    }

    <T> FreezeResult<T> run(FrozenWork<T> work) {
        List<Tracee> first = seizeNew();
        long started = System.nanoTime();
        try {
            stop(first);
            stopRest();
            FrozenTree tree = tree();
            long stood = System.nanoTime();
            T value = work.on(tree);
            release();
            return new FreezeResult<>(value, since(started, stood), since(started, System.nanoTime()));
        } finally {
            release();
        }
    }

    /** Until nobody new is there, and whoever counts as standing because of a vfork still does. */
    private void stopRest() {
        List<Tracee> more;
        do {
            more = seizeNew();
            stop(more);
        } while (!more.isEmpty() || someoneIsNotHeldAnyMore());
    }

    /** A call that makes a task may also sleep for other reasons, and then end: such a thread must be waited for. */
    private boolean someoneIsNotHeldAnyMore() {
        List<Tracee> freed = tracees.values().stream()
                .filter(tracee -> !tracee.heldBy(standing()))
                .toList();
        wait.until(freed);
        return !freed.isEmpty();
    }

    private Set<Integer> standing() {
        return tracees.values().stream()
                .filter(Tracee::stands)
                .map(Tracee::process)
                .collect(Collectors.toSet());
    }

    private static Duration since(long started, long now) {
        return Duration.ofNanos(now - started);
    }

    /** Seizes every thread of the tree that is not yet seized. */
    private List<Tracee> seizeNew() {
        control.check("stopping the tree");
        List<Tracee> seized = new ArrayList<>();
        for (int process : ProcessTree.processes(root)) {
            TreeSurvey.requireNotSluice(process);
            for (int thread : ProcessTree.threads(process)) {
                if (!tracees.containsKey(thread) && seize(process, thread)) {
                    Tracee tracee = new Tracee(process, thread);
                    tracees.put(thread, tracee);
                    seized.add(tracee);
                }
            }
        }
        return seized;
    }

    /** Seizes one thread; answers false when it has ended. */
    private boolean seize(int process, int thread) {
        try {
            ptrace.seize(thread);
            return true;
        } catch (KernelException e) {
            if (e.errno().equals(Errno.ESRCH)) {
                return false;
            }
            TaskStatus status = TaskStatus.read(thread).orElse(null);
            if (status == null || status.ended()) {
                return false;
            }
            String who = "process " + process + " (" + status.name() + ")";
            TreeSurvey.requireUntraced(who, status.tracer());
            throw TreeSurvey.denied(who);
        }
    }

    private void stop(List<Tracee> seized) {
        for (Tracee tracee : seized) {
            try {
                ptrace.interrupt(tracee.thread());
            } catch (KernelException gone) {
                tracee.ended();
            }
        }
        wait.until(seized);
    }

    private FrozenTree tree() {
        Map<Integer, List<Integer>> threads = new LinkedHashMap<>();
        for (Tracee tracee : tracees.values()) {
            if (tracee.stands()) {
                threads.computeIfAbsent(tracee.process(), any -> new ArrayList<>())
                        .add(tracee.thread());
            }
        }
        if (!threads.containsKey(root)) {
            throw new SluiceException(
                    ErrorCode.TARGET_GONE,
                    "process " + root + " ended while it was being stopped",
                    "nothing is left to dump");
        }
        List<FrozenProcess> processes = new ArrayList<>();
        threads.forEach((process, its) -> processes.add(new FrozenProcess(process, List.copyOf(its))));
        return new FrozenTree(processes);
    }

    /** Lets every thread go; what cannot be let go yet, the kernel does at the end of this thread. */
    private void release() {
        for (Tracee tracee : tracees.values()) {
            try {
                tracee.release(ptrace);
            } catch (KernelException gone) {
                tracee.ended();
            }
        }
    }
}
