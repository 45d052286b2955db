package io.sluice.proc;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who is in a tree at the moment. A running tree changes while it is read; a stopped one does not. */
public final class ProcessTree {
    private ProcessTree() {}

    /** The root and all that descend from it, parents first. */
    public static List<Integer> processes(int root) {
        Set<Integer> found = new LinkedHashSet<>();
        collect(root, found);
        return new ArrayList<>(found);
    }

    private static void collect(int process, Set<Integer> found) {
        if (!found.add(process)) {
            return;
        }
        for (int thread : threads(process)) {
            for (int child : children(process, thread)) {
                collect(child, found);
            }
        }
    }

    /** The threads of a process; none when it is gone. */
    public static List<Integer> threads(int process) {
        String[] names = new File("/proc/" + process + "/task").list();
        List<Integer> threads = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            threads.add(Integer.valueOf(name));
        }
        return threads;
    }

    /** The processes that a thread made, or that were given to it; zombies too. */
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
