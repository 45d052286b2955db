package io.sluice.state.tree;

import io.sluice.image.message.KernelObjectIdsEntry;
import io.sluice.kernel.OtherTask;
import io.sluice.kernel.OtherTask.Shared;
import io.sluice.state.Refusal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which memory, descriptors, folders and signal actions the tasks of a tree share: what is the same has one number. */
public final class SharedObjects {
    /** The first number stands for Sluice's own. */
    private static final int FIRST = 2;

    private final Namespaces namespaces;
    private final Map<Shared, Map<Integer, Integer>> known = new EnumMap<>(Shared.class);

    /** @param namespaces in which the tree is */
    public SharedObjects(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /**
     * Refuses a thread that has descriptors or folders of its own (unshare(2)): a restore makes threads that share them.
     *
     * @param name what messages call it
     */
    public static void require(int thread, int process, String name) {
        OtherTask other = new OtherTask(thread);
        if (!other.shares(Shared.DESCRIPTORS, process) || !other.shares(Shared.FOLDERS, process)) {
            throw Refusal.of(
                    name,
                    "it has descriptors or a working directory of its own (unshare(2))",
                    "such a process can be pre-dumped, and not be dumped");
        }
    }

    /** The numbers of a task's. */
    public KernelObjectIdsEntry of(int pid) {
        return namespaces
                .name(KernelObjectIdsEntry.newBuilder())
                .setVmId(number(Shared.MEMORY, pid))
                .setFilesId(number(Shared.DESCRIPTORS, pid))
                .setFsId(number(Shared.FOLDERS, pid))
                .setSighandId(number(Shared.SIGNAL_ACTIONS, pid))
                .build();
    }

    /** Those of Sluice, by which a reader tells that namespaces are not the tree's own. */
    public KernelObjectIdsEntry own() {
        return namespaces
                .name(KernelObjectIdsEntry.newBuilder())
                .setVmId(1)
                .setFilesId(1)
                .setFsId(1)
                .setSighandId(1)
                .build();
    }

    private int number(Shared what, int pid) {
        Map<Integer, Integer> numbers = known.computeIfAbsent(what, any -> new LinkedHashMap<>());
        OtherTask task = new OtherTask(pid);
        for (Map.Entry<Integer, Integer> other : numbers.entrySet()) {
            if (task.shares(what, other.getKey())) {
                return other.getValue();
            }
        }
        numbers.put(pid, FIRST + numbers.size());
        return numbers.get(pid);
    }
}
