package io.sluice.state.tree;

import io.sluice.image.message.PstreeEntry;
import io.sluice.proc.StatusLines;
import io.sluice.proc.TaskStat;
import io.sluice.state.Refusal;
import java.util.List;
import java.util.Optional;

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

    /** What a restore is to be told when the root has its session from outside of the tree; the tree may run. */
    public static Optional<String> note(int root) {
        return StatusLines.read(root)
                .filter(status -> status.innermost("NSsid") != status.innermost("NSpid"))
                .map(status ->
                        "process " + root + " has its session from outside of the tree: criu restore puts it into its"
                                + " own with --shell-job");
    }

    private static int parent(int pid) {
        TaskStat stat = TaskStat.read(pid).orElseThrow(() -> Refusal.gone("process " + pid));
        return status((int) stat.field(PARENT_FIELD)).innermost("NSpid");
    }

    private static StatusLines status(int pid) {
        return StatusLines.read(pid).orElseThrow(() -> Refusal.gone("process " + pid));
    }
}
