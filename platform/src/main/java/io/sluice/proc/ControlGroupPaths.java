package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The control groups that a thread is in: one of each hierarchy.
 *
 * @param groups their paths, by the hierarchy's name: its controllers, {@code name=} one that has none, "" for version 2
 */
public record ControlGroupPaths(Map<String, String> groups) {

    /** Those of a thread, by lines {@code ID:NAME:PATH} (cgroups(7)); empty when it is gone. */
    public static Optional<ControlGroupPaths> of(int thread) {
        return ProcFile.read("/proc/" + thread + "/cgroup")
                .map(bytes -> parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    private static ControlGroupPaths parse(String lines) {
        Map<String, String> groups = new TreeMap<>();
        for (String line : lines.split("\n", -1)) {
            String[] words = line.split(":", 3);
            if (words.length == 3) {
                groups.put(words[1], words[2]);
            }
        }
        return new ControlGroupPaths(groups);
    }

    /** That of the hierarchy of a controller, or of the name ""; empty where there is none. */
    public Optional<String> in(String controller) {
        return groups.entrySet().stream()
                .filter(group -> List.of(group.getKey().split(",", -1)).contains(controller))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
