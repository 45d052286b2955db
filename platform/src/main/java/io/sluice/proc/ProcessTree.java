package io.sluice.proc;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is in a tree at the moment. A running tree changes while it is read; a stopped one does not. */
public final class ProcessTree {
    private static final boolean LISTS_CHILDREN = new File("/proc/thread-self/children").exists();

    private ProcessTree() {}

    /**
     * The root and all that descend from it, parents first.
     *
     * @throws SluiceException {@code DENIED} when /proc cannot be read, {@code KERNEL} when it does not list children
     */
    public static List<Integer> processes(int root) {
        requireChildren();
        Set<Integer> found = new LinkedHashSet<>(Set.of(root));
        List<Integer> order = new ArrayList<>(found);
        for (int at = 0; at < order.size(); at++) {
            int process = order.get(at);
            for (int thread : threads(process)) {
                for (int child : children(process, thread)) {
                    if (found.add(child)) {
                        order.add(child);
                    }
                }
            }
        }
        return order;
    }

    private static void requireChildren() {
        if (!LISTS_CHILDREN) {
            throw new SluiceException(
                    ErrorCode.KERNEL,
                    "this kernel has no /proc/PID/task/TID/children",
                    "use a kernel with CONFIG_PROC_CHILDREN (part of CONFIG_CHECKPOINT_RESTORE)");
        }
    }

    /** The threads of a process; none when it is gone. */
    public static List<Integer> threads(int process) {
        File tasks = new File("/proc/" + process + "/task");
        String[] names = tasks.list();
        if (names == null && tasks.exists()) {
            throw new SluiceException(
                    ErrorCode.DENIED, tasks + " cannot be listed", "look at the limit of open files (ulimit -n)");
        }
        List<Integer> threads = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            threads.add(Integer.valueOf(name));
        }
        return threads;
    }

    /** The children that a thread has made, or got from one that ended; none when it is gone. */
    public static List<Integer> children(int process, int thread) {
        List<Integer> children = new ArrayList<>();
        ProcFile.read("/proc/" + process + "/task/" + thread + "/children").ifPresent(bytes -> {
            for (String child : new String(bytes, StandardCharsets.US_ASCII).split(" ", -1)) {
                if (!child.isBlank()) {
                    children.add(Integer.valueOf(child.trim()));
                }
            }
        });
        return children;
    }
}
