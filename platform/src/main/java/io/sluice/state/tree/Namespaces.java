package io.sluice.state.tree;

import io.sluice.image.message.KernelObjectIdsEntry;
import io.sluice.kernel.PinnedFile;
import io.sluice.state.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The namespaces that Sluice is in, in which a tree has to be too (namespaces(7)). */
public final class Namespaces {
    /** In CRIU's order of numbers, its fields from 5 on. */
    private static final Map<String, Integer> FIELDS = fields();

    private final Map<String, String> ours = new LinkedHashMap<>();

    private Namespaces() {
        FIELDS.keySet().forEach(kind -> ours.put(kind, PinnedFile.link("/proc/self/ns/" + kind)));
    }

    /** Sluice's own. */
    public static Namespaces own() {
        return new Namespaces();
    }

    private static Map<String, Integer> fields() {
        Map<String, Integer> fields = new LinkedHashMap<>();
        fields.put("pid", 5);
        fields.put("net", 6);
        fields.put("ipc", 7);
        fields.put("uts", 8);
        fields.put("mnt", 9);
        fields.put("user", 10);
        fields.put("cgroup", 11);
        fields.put("time", 12);
        return fields;
    }

    /**
     * Refuses a task that is in others.
     *
     * @param task what messages call it
     */
    public void require(int pid, String task) {
        ours.forEach((kind, link) -> {
            if (!PinnedFile.link("/proc/" + pid + "/ns/" + kind).equals(link)) {
                throw Refusal.of(
                        task,
                        "it is in another " + kind + " namespace than Sluice",
                        "run Sluice in the namespaces of the tree (nsenter(1)); pre-dumps of it work");
            }
        });
    }

    /** Names them in a message: a number each, the same in every message. */
    KernelObjectIdsEntry.Builder name(KernelObjectIdsEntry.Builder ids) {
        FIELDS.forEach((kind, field) ->
                ids.setField(KernelObjectIdsEntry.getDescriptor().findFieldByNumber(field), number(kind)));
        return ids;
    }

    /** By which number images know ours of a kind, for example {@code net}. */
    public static int number(String kind) {
        return FIELDS.get(kind) - FIELDS.get("pid") + 1;
    }
}
