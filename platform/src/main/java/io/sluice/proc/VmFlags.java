package io.sluice.proc;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The flags of mappings, by their first address (proc_pid_smaps(5)). Reading them walks all of
 * the task's page tables, so it is done while the task runs.
 */
public final class VmFlags {
    private static final Set<String> KINDS = Set.of("ht", "dp", "io", "pf");
    private static final String LINE = "VmFlags: ";

    private VmFlags() {}

    /** The mappings that have any of these flags; empty when the task is gone. */
    public static Map<Long, Set<String>> read(int pid) {
        return read(pid, KINDS::contains);
    }

    /** All flags of all mappings; empty when the task is gone. */
    public static Map<Long, Set<String>> all(int pid) {
        return read(pid, flag -> true);
    }

    private static Map<Long, Set<String>> read(int pid, Predicate<String> wanted) {
        Map<Long, Set<String>> flags = new HashMap<>();
        try (BufferedReader smaps =
                new BufferedReader(new FileReader("/proc/" + pid + "/smaps", StandardCharsets.UTF_8), 64 << 10)) {
            long start = 0;
            for (String line = smaps.readLine(); line != null; line = smaps.readLine()) {
                if (line.startsWith(LINE)) {
                    note(flags, start, line, wanted);
                } else if (isHeader(line)) {
                    start = Long.parseUnsignedLong(line, 0, line.indexOf('-'), 16);
                }
            }
        } catch (IOException gone) {
            return flags;
        }
        return flags;
    }

    private static void note(Map<Long, Set<String>> flags, long start, String line, Predicate<String> wanted) {
        for (String flag : line.substring(LINE.length()).split(" ", -1)) {
            if (wanted.test(flag)) {
                flags.computeIfAbsent(start, any -> new java.util.HashSet<>()).add(flag);
            }
        }
    }

    private static boolean isHeader(String line) {
        char first = line.charAt(0);
        return Character.digit(first, 16) >= 0 && !Character.isUpperCase(first);
    }
}
