package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** About how much memory of its own a process has, for a progress bar (proc_pid_status(5)). */
public final class ResidentMemory {
    private ResidentMemory() {}

    /** Anonymous, shared and swapped memory in bytes; 0 when the process is gone. */
    public static long of(int pid) {
        return sum(pid, Set.of("RssAnon", "RssShmem", "VmSwap"));
    }

    /** The same without shared memory. */
    public static long own(int pid) {
        return sum(pid, Set.of("RssAnon", "VmSwap"));
    }

    private static long sum(int pid, Set<String> kinds) {
        return ProcFile.read("/proc/" + pid + "/status")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(status -> status.lines()
                        .filter(line -> kinds.contains(line.substring(0, Math.max(0, line.indexOf(':')))))
                        .mapToLong(ResidentMemory::bytes)
                        .sum())
                .orElse(0L);
    }

    private static long bytes(String line) {
        String[] words = line.trim().split("\\s+", -1);
        return Long.parseLong(words[1]) << 10;
    }
}
