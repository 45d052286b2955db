package io.sluice.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How much more memory processes may take up before something is taken from it, or it is killed.
 *
 * @param bytes about how much: what can be reclaimed without loss counts as free
 * @param limit what limits it, for messages
 */
public record MemoryRoom(long bytes, String limit) implements Comparable<MemoryRoom> {

    private static final String CONTROLLER = "memory";

    /** The files of a memory controller: of its second version (cgroups(7)), and of its first. */
    private record Controller(String max, String used, String reclaimable) {
        static final Controller SECOND = new Controller("memory.max", "memory.current", "inactive_file");
        static final Controller FIRST =
                new Controller("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file");
    }

    @Override
    public int compareTo(MemoryRoom other) {
        return Long.compare(bytes, other.bytes);
    }

    /** That of some processes together: what the machine has, or one of their control groups leaves, whatever is the least. */
    public static MemoryRoom of(List<Integer> processes) {
        List<ControlGroupMount> mounts = ControlGroupMount.all();
        Set<ControlGroupPaths> paths = new HashSet<>();
        processes.forEach(process -> ControlGroupPaths.of(process).ifPresent(paths::add));
        List<MemoryRoom> all = new ArrayList<>(List.of(ofMachine()));
        for (ControlGroupMount mount : mounts) {
            paths.forEach(its -> add(all, mount, its));
        }
        return all.stream().min(MemoryRoom::compareTo).orElseThrow();
    }

    private static MemoryRoom ofMachine() {
        return new MemoryRoom(
                number(Path.of("/proc/meminfo"), "MemAvailable:").orElse(Long.MAX_VALUE >> 10) << 10, "this machine");
    }

    private static void add(List<MemoryRoom> all, ControlGroupMount mount, ControlGroupPaths paths) {
        if (mount.options().contains("")) {
            paths.in("").ifPresent(group -> add(all, mount.place(), group, Controller.SECOND));
        } else if (mount.options().contains(CONTROLLER)) {
            paths.in(CONTROLLER).ifPresent(group -> add(all, mount.place(), group, Controller.FIRST));
        }
    }

    /** A group is limited by all that it is in. */
    private static void add(List<MemoryRoom> all, Path mount, String group, Controller controller) {
        Path folder = mount.resolve(group.substring(1)).normalize();
        while (folder.startsWith(mount)) {
            left(folder, controller).ifPresent(all::add);
            folder = folder.getParent();
        }
    }

    private static Optional<MemoryRoom> left(Path folder, Controller controller) {
        Optional<Long> max = number(folder.resolve(controller.max()), "");
        Optional<Long> used = number(folder.resolve(controller.used()), "");
        long reclaimable =
                number(folder.resolve("memory.stat"), controller.reclaimable()).orElse(0L);
        return max.flatMap(most -> used.map(now ->
                new MemoryRoom(Math.max(0, most - now + reclaimable), "the limit of the control group " + folder)));
    }

    /** The number of the line that begins with a word; empty where there is none, and for {@code max}. */
    private static Optional<Long> number(Path file, String word) {
        return lines(file).stream()
                .filter(line -> word.isEmpty() || line.startsWith(word + " "))
                .map(line -> line.substring(word.length()).trim().split(" ", -1)[0])
                .filter(number -> number.matches("\\d+"))
                .map(Long::valueOf)
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        } catch (IOException gone) {
            return List.of();
        }
    }
}
