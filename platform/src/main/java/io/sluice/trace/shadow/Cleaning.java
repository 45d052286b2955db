package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.proc.TaskStatus;
import java.util.Optional;

/** What is taken out of a target that shadows left in it whose Sluice died. */
final class Cleaning {
    /** wait(2): any child, whatever its signal; and no waiting. */
    private static final long WAIT_ALL_NOW = 0x4000_0001;

    private static final int MOST_LOOKS = 1000;
    private final SystemCalls calls;
    private final Visit visit;

    Cleaning(SystemCalls calls, Visit visit) {
        this.calls = calls;
        this.visit = visit;
    }

    /** Gives back memory that a shadow before it could not give back. */
    void unmapLeft() {
        visit.scratch().ifPresent(range -> calls.attempt(Call.MUNMAP, range.start(), range.bytes()));
        visit.stub().scratch(0);
    }

    /** Reaps shadows that were children of the target, which only a thread of the target can do. */
    void reap() {
        for (int child : Leftovers.ended(visit.host().pid())) {
            Optional<TaskStatus> status = TaskStatus.read(child);
            if (status.isPresent()) {
                int inNamespace = status.get()
                        .namespacePids()
                        .get(status.get().namespacePids().size() - 1);
                reap(inNamespace);
            }
        }
    }

    /** Whoever traced it may be about to take note of its end, and comes first. */
    private void reap(int inNamespace) {
        for (int i = 0; i < MOST_LOOKS; i++) {
            if (calls.attempt(Call.WAIT4, inNamespace, 0, WAIT_ALL_NOW, 0) != 0) {
                return;
            }
            Thread.onSpinWait();
        }
    }
}
