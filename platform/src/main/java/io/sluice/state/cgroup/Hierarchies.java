package io.sluice.state.cgroup;

import io.sluice.proc.ProcFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the hierarchies of control groups can be seen. */
final class Hierarchies {
    private static final String NAMED = "name=";
    private static final int ROOT = 3;
    private static final int PLACE = 4;
    private final Optional<Path> yard;
    private final Map<Set<String>, Path> mounted = new HashMap<>();

    /** @param yard a folder that has them all, by names; empty to look for where each is mounted */
    Hierarchies(Optional<Path> yard) {
        this.yard = yard;
        if (yard.isEmpty()) {
            String mounts = ProcFile.read("/proc/self/mountinfo")
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse("");
            mounts.lines().forEach(this::mount);
        }
    }

    /** Of a line of proc_pid_mountinfo(5): behind the dash the file system's type, its source and its options. */
    private void mount(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        int dash = words.indexOf("-");
        if (dash < 0 || !words.get(ROOT).equals("/")) {
            return;
        }
        Path place = Path.of(words.get(PLACE).replace("\\040", " "));
        switch (words.get(dash + 1)) {
            case "cgroup2" -> mounted.putIfAbsent(Set.of(""), place);
            case "cgroup" -> mounted.putIfAbsent(names(words.get(dash + 3)), place);
            default -> {}
        }
    }

    private static Set<String> names(String options) {
        return new HashSet<>(Arrays.asList(options.split(",", -1)));
    }

    /** Where one is; empty when it cannot be seen. */
    Optional<Path> place(String hierarchy) {
        if (yard.isPresent()) {
            return Optional.of(yard.get().resolve(folder(hierarchy))).filter(Files::isDirectory);
        }
        Set<String> wanted = names(hierarchy);
        return mounted.entrySet().stream()
                .filter(mount -> mount.getKey().containsAll(wanted))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String folder(String hierarchy) {
        if (hierarchy.isEmpty()) {
            return "unified";
        }
        return hierarchy.startsWith(NAMED) ? hierarchy.substring(NAMED.length()) : hierarchy;
    }
}
