package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.trace.FrozenTree.FrozenProcess;
import io.sluice.trace.shadow.LivingShadows;
import io.sluice.trace.tracer.Tracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One stop of one tree, all on the thread that runs it. */
final class TreeStop {
    private final int root;
    private final Control control;
    private final Tracer tracer;
    private final Map<Integer, Tracee> tracees = new LinkedHashMap<>();
    /** Threads and processes that were listed, and had ended when they were to be seized. */
    private final Set<Integer> gone = new HashSet<>();

    private final StopWait wait;

    TreeStop(Tracer tracer, int root, Control control) {
        this.tracer = tracer;
        this.root = root;
        this.control = control;
        this.wait = new StopWait(control, tracees.values());
    }

    <T> FreezeResult<T> run(FrozenWork<T> work) {
        try {
            work.look();
            List<Tracee> pending = seizeNew();
            control.check("stopping the tree");
            long started = System.nanoTime();
            wait.begin();
            stop(pending);
            settle();
            FrozenTree tree = tree(started);
            T value = work.on(tree);
            release();
            return new FreezeResult<>(value, tree.freezing(), since(started));
        } finally {
            release();
        }
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /**
     * Stops what appeared meanwhile, until one look at the whole tree finds nothing new and nothing that went away: a
     * process that ends while the tree is read gives its children to another, where they may have been missed.
     */
    private void settle() {
        int known = -1;
        List<Tracee> pending = List.of();
        while (known != gone.size() || !pending.isEmpty()) {
            known = gone.size();
            pending = seizeNew();
            pending.addAll(unsettled());
            if (!pending.isEmpty()) {
                wait.requirePatience(pending.get(0));
                stop(pending);
            }
        }
    }

    /** Seizes every thread of the tree that is not yet seized. */
    private List<Tracee> seizeNew() {
        List<Tracee> seized = new ArrayList<>();
        for (int process : ProcessTree.processes(root)) {
            TreeSurvey.requireNotSluice(process);
            List<Integer> threads = ProcessTree.threads(process);
            if (threads.isEmpty() && !LivingShadows.has(process)) {
                gone.add(process);
            }
            for (int thread : threads) {
                Tracee known = tracees.get(thread);
                if (!LivingShadows.has(thread) && (known == null || known.ended()) && seize(process, thread)) {
                    Tracee tracee = new Tracee(tracer.ptrace(), process, thread);
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
            tracer.seize(thread);
            return true;
        } catch (KernelException e) {
            TaskStatus status = TaskStatus.read(thread).orElse(null);
            if (e.errno().equals(Errno.ESRCH) || status == null || status.ended()) {
                gone.add(thread);
                return false;
            }
            return isOurs(process, status);
        }
    }

    /** A thread that executes a program takes over its leader's number, and our hold goes with it. */
    private boolean isOurs(int process, TaskStatus status) {
        if (status.tracer() == tracer.thread()) {
            return true;
        }
        String who = "process " + process + " (" + status.name() + ")";
        TreeSurvey.requireUntraced(who, status.tracer());
        throw TreeSurvey.denied(who);
    }

    private void stop(List<Tracee> running) {
        running.forEach(Tracee::interrupt);
        wait.until(running);
    }

    private List<Tracee> unsettled() {
        List<Tracee> unsettled = new ArrayList<>();
        for (Tracee tracee : tracees.values()) {
            if (!tracee.confirm() || (tracee.held() && !childStands(tracee))) {
                unsettled.add(tracee);
            }
        }
        return unsettled;
    }

    /** It may not have made its child yet; then it makes one that runs. */
    private boolean childStands(Tracee held) {
        return ProcessTree.children(held.process(), held.thread()).stream()
                .map(tracees::get)
                .anyMatch(child -> child != null && child.stands());
    }

    private FrozenTree tree(long started) {
        Map<Integer, List<Integer>> threads = new LinkedHashMap<>();
        for (Tracee tracee : tracees.values()) {
            if (tracee.stands()) {
                threads.computeIfAbsent(tracee.process(), any -> new ArrayList<>())
                        .add(tracee.thread());
            }
        }
        // One that is just being killed may have threads left for a moment.
        threads.entrySet().removeIf(one -> !one.getValue().contains(one.getKey()) && TreeSurvey.ends(one.getKey()));
        if (!threads.containsKey(root)) {
            throw new SluiceException(
                    ErrorCode.TARGET_GONE,
                    "process " + root + " ended while it was being stopped",
                    "nothing is left to dump");
        }
        List<FrozenProcess> processes = new ArrayList<>();
        threads.forEach((process, its) -> processes.add(process(process, its)));
        return new FrozenTree(processes, since(started), tracer);
    }

    private FrozenProcess process(int process, List<Integer> threads) {
        if (!threads.contains(process)) {
            throw TreeSurvey.leaderless(process);
        }
        return new FrozenProcess(
                process, List.copyOf(threads), tracees.get(process).stopSignal());
    }

    private void release() {
        tracees.values().forEach(Tracee::release);
    }
}
