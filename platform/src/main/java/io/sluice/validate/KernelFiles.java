package io.sluice.validate;

import io.sluice.kernel.FileStatus;
import io.sluice.kernel.KernelException;
import io.sluice.proc.ProcFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which file systems are the kernel's own. Their files look regular, but are made up as they are read, which may take for
 * ever, or take what is read from somebody else (trace_pipe, kmsg).
 */
final class KernelFiles {
    private static final Set<String> OWN = Set.of(
            "binfmt_misc",
            "bpf",
            "cgroup",
            "cgroup2",
            "configfs",
            "debugfs",
            "devpts",
            "efivarfs",
            "fusectl",
            "mqueue",
            "nsfs",
            "proc",
            "pstore",
            "resctrl",
            "rpc_pipefs",
            "securityfs",
            "selinuxfs",
            "smackfs",
            "sysfs",
            "tracefs");

    private final Map<Long, String> types = new HashMap<>();

    /** Those that are mounted where the task is, and here. */
    static KernelFiles seenBy(int pid) {
        KernelFiles files = new KernelFiles();
        files.add("/proc/self/mountinfo");
        files.add("/proc/" + pid + "/mountinfo");
        return files;
    }

    /** Which of the kernel's own a file is of; empty of all others. */
    Optional<String> type(FileStatus file) {
        return Optional.ofNullable(types.get(file.device()));
    }

    private void add(String file) {
        try {
            ProcFile.read(file)
                    .ifPresent(bytes ->
                            new String(bytes, StandardCharsets.UTF_8).lines().forEach(this::line));
        } catch (KernelException ended) {
            // Then what is mounted here has to do.
            return;
        }
    }

    /** "36 35 98:0 / /mnt rw,noatime - ext3 /dev/root rw", proc_pid_mountinfo(5). */
    private void line(String line) {
        int separator = line.indexOf(" - ");
        String[] words = line.split(" ", 4);
        if (separator < 0 || words.length < 4) {
            return;
        }
        String type = line.substring(separator + 3).split(" ", 2)[0];
        if (OWN.contains(type)) {
            String[] numbers = words[2].split(":", 2);
            types.put(FileStatus.device(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])), type);
        }
    }
}
