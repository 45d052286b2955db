package io.sluice.state.cgroup;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be taken of control groups.
 *
 * @param taken whether any are taken; else a restored tree is in those of who restores it
 * @param roots which group of a hierarchy is taken whole, in place of those that tasks are in; by the hierarchy's name as
 *     /proc/PID/cgroup has it, where "" is version 2
 * @param root the same for every other hierarchy
 * @param yard a folder with a mounted hierarchy in each of its folders; empty for those that are mounted anywhere
 */
public record Wanted(boolean taken, Map<String, String> roots, Optional<String> root, Optional<Path> yard) {
    /** None are taken. */
    public static final Wanted NONE = new Wanted(false, Map.of(), Optional.empty(), Optional.empty());

    public Wanted {
        roots = Map.copyOf(roots);
        Objects.requireNonNull(root);
        Objects.requireNonNull(yard);
    }

    /** From where on a hierarchy is taken. */
    String from(String hierarchy, String path) {
        return roots.getOrDefault(hierarchy, root.orElse(path));
    }
}
