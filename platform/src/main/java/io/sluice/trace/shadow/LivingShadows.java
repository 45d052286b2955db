package io.sluice.trace.shadow;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The shadow tasks of this Sluice that have not left yet. They are in trees, and never part of them. */
public final class LivingShadows {
    private static final Set<Integer> IDS = ConcurrentHashMap.newKeySet();

    private LivingShadows() {}

    /** Whether a thread or process, by the number that Sluice's pid namespace gives it, is one. From any thread. */
    public static boolean has(int id) {
        return IDS.contains(id);
    }

    static void add(int id) {
        IDS.add(id);
    }

    static void remove(int id) {
        IDS.remove(id);
    }
}
