package io.sluice.state.cgroup;

import io.sluice.proc.ControlGroupMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the hierarchies of control groups can be seen. */
final class Hierarchies {
    private static final String NAMED = "name=";
    private final Optional<Path> yard;
    private final Map<Set<String>, Path> mounted = new HashMap<>();

    /** @param yard a folder that has them all, by names; empty to look for where each is mounted */
    Hierarchies(Optional<Path> yard) {
        this.yard = yard;
        if (yard.isEmpty()) {
            ControlGroupMount.all().stream()
                    .filter(mount -> mount.top().equals("/"))
                    .forEach(mount -> mounted.putIfAbsent(mount.options(), mount.place()));
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
