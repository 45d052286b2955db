package io.sluice.state.tree;

import io.sluice.image.message.PstreeEntry;
import io.sluice.proc.StatusLines;
import io.sluice.proc.TaskStat;
import io.sluice.state.Refusal;
import io.sluice.state.StoppedTask;

/** A task's place in the tree: its parent, its group, its session, its threads. */
public final class Family {
    private static final int PARENT_FIELD = 4;

    private Family() {}

    /** Tells it; {@code root} has no parent in the images. */
    public static PstreeEntry of(StoppedTask task, int root) {
        StatusLines status = task.status(task.pid());
        PstreeEntry.Builder entry = PstreeEntry.newBuilder()
                .setPid(status.innermost("NSpid"))
                .setPpid(task.pid() == root ? 0 : parent(task))
                .setPgid(status.innermost("NSpgid"))
                .setSid(status.innermost("NSsid"));
        task.threads().forEach(thread -> entry.addThreads(task.number(thread)));
        return entry.build();
    }

    private static int parent(StoppedTask task) {
        int parent = (int) TaskStat.read(task.pid())
                .orElseThrow(() -> Refusal.gone(task.name()))
                .field(PARENT_FIELD);
        return StatusLines.read(parent)
                .orElseThrow(() -> Refusal.gone(task.name()))
                .innermost("NSpid");
    }
}
