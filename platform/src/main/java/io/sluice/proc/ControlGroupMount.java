package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a hierarchy of control groups is mounted.
 *
 * @param options what it was mounted with, its controllers among them; of version 2 just ""
 * @param top which group of it is seen at that place
 * @param place where
 */
public record ControlGroupMount(Set<String> options, String top, Path place) {
    private static final int TOP = 3;
    private static final int PLACE = 4;

    /** All that Sluice sees, in the kernel's order. */
    public static List<ControlGroupMount> all() {
        String mounts = ProcFile.read("/proc/self/mountinfo")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return mounts.lines().flatMap(line -> parse(line).stream()).toList();
    }

    /** A line of proc_pid_mountinfo(5): behind the dash the file system's type, its source and its options. */
    private static Optional<ControlGroupMount> parse(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        int type = words.indexOf("-") + 1;
        Stream<String> options =
                switch (words.get(type)) {
                    case "cgroup2" -> Stream.of("");
                    case "cgroup" -> Arrays.stream(words.get(type + 2).split(",", -1));
                    default -> Stream.empty();
                };
        Set<String> all = new HashSet<>(options.toList());
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new ControlGroupMount(
                        all, words.get(TOP), Path.of(words.get(PLACE).replace("\\040", " "))));
    }
}
