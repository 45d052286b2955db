package io.sluice.state.cgroup;

import io.sluice.proc.ProcFile;
import io.sluice.state.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The groups that a thread is in: one of each hierarchy.
 *
 * @param groups their paths, by the hierarchy's name: its controllers, {@code name=} one that has none, "" for version 2
 */
record Membership(Map<String, String> groups) {

    /** That of a thread, by lines {@code ID:NAME:PATH} (cgroups(7)). */
    static Membership of(int thread, String task) {
        Map<String, String> groups = new TreeMap<>();
        String lines = ProcFile.read("/proc/" + thread + "/cgroup")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> Refusal.gone(task));
        for (String line : lines.split("\n", -1)) {
            String[] words = line.split(":", 3);
            if (words.length == 3) {
                groups.put(words[1], words[2]);
            }
        }
        return new Membership(groups);
    }
}
