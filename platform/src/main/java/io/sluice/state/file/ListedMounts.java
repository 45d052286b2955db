package io.sluice.state.file;

import io.sluice.proc.ProcFile;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The mounts by which names lead to files (proc_pid_mountinfo(5)). Some files are found by others: the kernel's own, or detached ones. */
final class ListedMounts {
    private Set<Long> numbers = read();

    /** Whether a mount is one of them, or the kernel did not say which it is. */
    boolean has(long mount) {
        if (mount != 0 && !numbers.contains(mount)) {
            numbers = read();
        }
        return mount == 0 || numbers.contains(mount);
    }

    private static Set<Long> read() {
        return ProcFile.read("/proc/self/mountinfo")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("")
                .lines()
                .map(line -> Long.valueOf(line.split(" ", 2)[0]))
                .collect(Collectors.toUnmodifiableSet());
    }
}
