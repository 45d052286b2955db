package io.sluice.state;

import io.sluice.kernel.KernelException;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.StatusLines;
import io.sluice.proc.TaskStatus;
import io.sluice.state.cgroup.ControlGroups;
import io.sluice.state.file.Descriptors;
import io.sluice.state.file.OpenedMemory;
import io.sluice.state.memory.MappingSurvey;
import io.sluice.state.task.Attributes;
import io.sluice.state.task.Losses;
import io.sluice.state.tree.Namespaces;
import io.sluice.state.tree.SharedObjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A look at tasks that run: what cannot be dumped of them is refused, or told, as far as that is seen from outside. */
final class Survey {
    private final Namespaces namespaces;
    private final Losses losses = new Losses();
    private final Allowed allowed;
    private final OpenedMemory memory = new OpenedMemory();
    private final Set<Integer> seen = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    Survey(Namespaces namespaces, Allowed allowed) {
        this.namespaces = namespaces;
        this.allowed = allowed;
    }

    /**
     * Looks at a process that may end meanwhile.
     *
     * @param groups get to know those that its threads are in
     * @throws io.sluice.failure.SluiceException {@code TARGET_UNSUPPORTED}, naming what it is
     */
    void of(int process, ControlGroups groups) {
        String task = "process " + process;
        try {
            List<Integer> threads = ProcessTree.threads(process);
            threads(process, threads, task);
            threads.forEach(thread -> groups.set(thread, task));
            new Descriptors(allowed, memory).survey(process, task);
            note(task, threads, MappingSurvey.require(process, task));
        } catch (KernelException e) {
            requireGone(process, e);
        }
    }

    private void note(String task, List<Integer> threads, Set<String> ofMappings) {
        Set<String> lost = new LinkedHashSet<>(ofMappings);
        threads.forEach(thread -> StatusLines.read(thread).ifPresent(status -> lost.addAll(losses.of(thread, status))));
        Losses.note(task, lost).ifPresent(notes::add);
    }

    /** What is lost of the processes that were looked at, one line each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** What shared memory was seen to be open. */
    OpenedMemory memory() {
        return memory;
    }

    /** What of a process that stands still was not looked at before: it, or threads of it, came meanwhile. */
    void rest(StoppedTask task) {
        List<Integer> rest =
                task.threads().stream().filter(thread -> !seen.contains(thread)).toList();
        if (!rest.isEmpty()) {
            threads(task.pid(), rest, task.name());
        }
    }

    private void threads(int process, List<Integer> threads, String task) {
        for (int thread : threads) {
            String name = thread == process ? task : "thread " + thread + " of " + task;
            namespaces.require(thread, name);
            StatusLines.read(thread).ifPresent(status -> Attributes.require(thread, status, name));
            if (thread != process) {
                SharedObjects.require(thread, process, name);
            }
            seen.add(thread);
        }
    }

    /** One that ends while it is looked at has nothing that could be refused. */
    private static void requireGone(int process, KernelException failure) {
        boolean ended = ProcessTree.threads(process).stream().allMatch(thread -> TaskStatus.read(thread)
                .filter(status -> !status.ended())
                .isEmpty());
        if (!ended && !failure.errno().isGone()) {
            throw failure;
        }
    }
}
