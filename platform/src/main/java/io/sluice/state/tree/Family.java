package io.sluice.state.tree;

import io.sluice.image.message.PstreeEntry;
import io.sluice.proc.StatusLines;
import io.sluice.proc.TaskStat;
import io.sluice.state.Refusal;
import java.util.List;

/** A task's place in the tree: its parent, its group, its session, its threads. */
public final class Family {
    private static final int PARENT_FIELD = 4;

    private Family() {}

    /**
     * Tells it.
     *
     * @param root the root of the tree, which has no parent in the images
     * @param threads the numbers of its threads in images, the first one first
     */
    public static PstreeEntry of(int pid, int root, List<Integer> threads) {
        StatusLines status = status(pid);
        return PstreeEntry.newBuilder()
                .setPid(status.innermost("NSpid"))
                .setPpid(pid == root ? 0 : parent(pid))
                .setPgid(status.innermost("NSpgid"))
                .setSid(status.innermost("NSsid"))
                .addAllThreads(threads)
                .build();
    }

    private static int parent(int pid) {
        TaskStat stat = TaskStat.read(pid).orElseThrow(() -> Refusal.gone("process " + pid));
        return status((int) stat.field(PARENT_FIELD)).innermost("NSpid");
    }

    private static StatusLines status(int pid) {
        return StatusLines.read(pid).orElseThrow(() -> Refusal.gone("process " + pid));
    }
}
