package io.sluice.trace.shadow;

import io.sluice.proc.TaskIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The shadow tasks of this Sluice that are not gone yet. They are in trees, and never part of them. */
public final class LivingShadows {
    private static final Map<Integer, Long> STARTS = new ConcurrentHashMap<>();

    private LivingShadows() {}

    /**
     * Whether a thread or process, by the number that Sluice's pid namespace gives it, is one. From any thread. One that left
     * without a word is forgotten here: its number may be given to another task.
     */
    public static boolean has(int id) {
        Long started = STARTS.get(id);
        if (started == null) {
            return false;
        }
        Optional<Long> now = TaskIdentity.startTicks(id);
        if (now.isPresent() && now.get().equals(started)) {
            return true;
        }
        STARTS.remove(id, started);
        return false;
    }

    /** Whether there is one that is not gone yet. */
    static boolean any() {
        return STARTS.keySet().stream().anyMatch(LivingShadows::has);
    }

    static void add(int id) {
        TaskIdentity.startTicks(id).ifPresent(started -> STARTS.put(id, started));
    }

    static void remove(int id) {
        STARTS.remove(id);
    }
}
