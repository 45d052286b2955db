package io.sluice.dump;

import io.sluice.dump.protection.MemoryRoundLogs;
import io.sluice.dump.protection.ProtectedTask;
import io.sluice.dump.protection.Protections;
import io.sluice.dump.protection.TaskProtection;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.UserFault;
import io.sluice.spi.ComponentException;
import io.sluice.trace.FrozenTree;
import io.sluice.trace.FrozenTree.FrozenProcess;
import io.sluice.trace.FrozenWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is done in every stop: where the tracker asks for that, mappings are armed. Answers the processes of the tree. */
final class StopWork implements FrozenWork<List<Integer>> {
    private final OpenedTasks tasks;
    private final boolean arms;

    /** @param arms whether the tracker arms mappings in the stop */
    StopWork(OpenedTasks tasks, boolean arms) {
        this.tasks = tasks;
        this.arms = arms;
    }

    /** Whether the tracker arms mappings in the stop. */
    boolean arms() {
        return arms;
    }

    @Override
    public List<Integer> on(FrozenTree tree) {
        List<Integer> all = new ArrayList<>();
        for (FrozenProcess process : tree.processes()) {
            all.add(process.pid());
            arm(process.pid());
        }
        return all;
    }

    /** A task that appeared since the others were opened is tracked from the next round on. */
    private void arm(int pid) {
        Optional<OpenedTask> task = arms ? tasks.opened(pid) : Optional.empty();
        if (task.isPresent()) {
            try {
                task.get().arm();
            } catch (ComponentException e) {
                throw ComponentFailure.of(e);
            }
        }
    }

    /** Arms the helper by the userfaultfd that it opened itself. */
    @Override
    public void rehearse(FrozenTree helper) {
        if (arms) {
            helper.processes().forEach(process -> rehearse(process.pid()));
        }
    }

    private static void rehearse(int helper) {
        Protections protections = new Protections(task -> UserFault.openIn(task.pid()), new MemoryRoundLogs());
        try {
            Optional<TaskProtection> lent = protections.lend(new ProtectedTask(helper, 0, "helper"));
            if (lent.isPresent()) {
                try (TaskProtection protection = lent.get()) {
                    protection.arm(protection.stopped().ranges());
                }
            }
        } catch (ComponentException | KernelException unable) {
            // Then the first stop is slower, and the request finds out by itself what is wrong.
            return;
        }
    }
}
