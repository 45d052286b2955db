package io.sluice.state.task;

import io.sluice.image.message.ThreadCoreEntry;
import io.sluice.kernel.OtherTask.Scheduling;
import io.sluice.state.Refusal;
import java.util.Set;

/** How a thread gets processors (sched(7)). */
final class Schedule {
    /** SCHED_OTHER, FIFO, RR, BATCH and IDLE: the message has no place for what the others need. */
    private static final Set<Integer> POLICIES = Set.of(0, 1, 2, 3, 5);

    private static final int RESET_ON_FORK = 0x4000_0000;

    private Schedule() {}

    /** Refuses policies that cannot be dumped. */
    static void require(Scheduling scheduling, String name) {
        if (!POLICIES.contains(scheduling.policy())) {
            throw Refusal.of(
                    name,
                    "its scheduling policy, number " + scheduling.policy() + ", cannot be dumped",
                    "give it another one for the dump (chrt(1)); pre-dumps of the tree work");
        }
    }

    /** Takes it into a message. */
    static void take(Scheduling scheduling, ThreadCoreEntry.Builder core, String name) {
        require(scheduling, name);
        core.setSchedNice(scheduling.nice())
                .setSchedPolicy(scheduling.policy() | (scheduling.resetOnFork() ? RESET_ON_FORK : 0));
        if (scheduling.priority() != 0) {
            core.setSchedPrio(scheduling.priority());
        }
    }
}
