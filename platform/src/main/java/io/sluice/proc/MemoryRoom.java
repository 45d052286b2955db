package io.sluice.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much more memory a process may take up before something is taken from it, or it is killed.
 *
 * @param bytes about how much: what can be reclaimed without loss counts as free
 * @param limit what limits it, for messages
 */
public record MemoryRoom(long bytes, String limit) implements Comparable<MemoryRoom> {

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

    /** That of a process: what the machine has, or one of the process's control groups leaves, whatever is less. */
    public static MemoryRoom of(int pid) {
        List<MemoryRoom> all = new ArrayList<>(List.of(ofMachine()));
        for (String mount : lines(Path.of("/proc/self/mounts"))) {
            String[] words = mount.split(" ", -1);
            if (words[2].equals("cgroup2")) {
                group(pid, "0::").ifPresent(group -> add(all, Path.of(words[1]), group, Controller.SECOND));
            } else if (words[2].equals("cgroup")
                    && List.of(words[3].split(",", -1)).contains("memory")) {
                group(pid, ":memory:").ifPresent(group -> add(all, Path.of(words[1]), group, Controller.FIRST));
            }
        }
        return all.stream().min(MemoryRoom::compareTo).orElseThrow();
    }

    private static MemoryRoom ofMachine() {
        return new MemoryRoom(
                number(Path.of("/proc/meminfo"), "MemAvailable:").orElse(Long.MAX_VALUE >> 10) << 10, "this machine");
    }

    /** The path of a process in a hierarchy, from a line {@code number:controllers:path}. */
    private static Optional<String> group(int pid, String controller) {
        return lines(Path.of("/proc/" + pid + "/cgroup")).stream()
                .filter(line -> line.startsWith(controller) || line.matches("\\d+" + controller + ".*"))
                .map(line -> line.substring(line.indexOf('/')))
                .findFirst();
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
