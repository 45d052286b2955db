package io.sluice.state.memory;

import io.sluice.proc.Mapping;
import io.sluice.proc.MappingKind;
import io.sluice.proc.MappingKinds;
import io.sluice.proc.MapsParser;
import io.sluice.state.Refusal;
import java.util.Set;
import java.util.TreeSet;

/** Refuses mappings that cannot be dumped. */
public final class MappingSurvey {
    private static final String SYSTEM_V = "/SYSV";

    private MappingSurvey() {}

    /**
     * Refuses those that are known by their names; the task may run meanwhile.
     *
     * @param task what messages call it
     * @return what belongs to the others and is lost, in words
     */
    public static Set<String> require(int pid, String task) {
        Set<String> lost = new TreeSet<>();
        for (Mapping mapping : MapsParser.ofTask(pid)) {
            MappingKind kind = MappingKinds.of(mapping);
            if (mapping.path().startsWith(SYSTEM_V) || kind == MappingKind.DEVICE) {
                throw refused(task, mapping);
            }
            if (kind == MappingKind.AIO_RING) {
                lost.add("requests of asynchronous I/O that are still under way (io_submit(2))");
            }
        }
        return lost;
    }

    /** Refuses one whose kind cannot be dumped. */
    static RuntimeException refused(String task, Mapping mapping) {
        return refused(task, mapping, why(mapping));
    }

    static RuntimeException refused(String task, Mapping mapping, String why) {
        return Refusal.of(task, "the mapping " + mapping.describe() + " " + why, "pre-dumps of it work");
    }

    private static String why(Mapping mapping) {
        if (mapping.path().startsWith(SYSTEM_V)) {
            return "belongs to the namespace (System V), which CRIU would have to take, too";
        }
        return switch (MappingKinds.of(mapping)) {
            case DEVICE -> "is memory of a device";
            case ANONYMOUS, PRIVATE_FILE, SHARED_MEMORY, SHARED_FILE, VDSO, KERNEL_DATA, DROPPABLE, AIO_RING ->
                "is shared memory of which nobody has a descriptor";
        };
    }
}
