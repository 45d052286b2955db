package io.sluice.image.manifest;

import java.util.Objects;

/**
 * One task whose memory is in the set.
 *
 * @param pid in the pid namespace of the tree's root, which names its images
 * @param hostPid where Sluice ran
 * @param name its name (comm of proc_pid_comm(5))
 * @param startTicks when it started, in clock ticks after the boot (field 22 of proc_pid_stat(5))
 * @param program a fingerprint of what it executes, to notice an exec
 * @param image the name of its pagemap
 */
public record TaskEntry(int pid, int hostPid, String name, long startTicks, String program, String image) {
    public TaskEntry {
        Objects.requireNonNull(name, "a task has no name");
        Objects.requireNonNull(program, "a task has no fingerprint of its program");
        Objects.requireNonNull(image, "a task has no image");
        if (pid <= 0 || hostPid <= 0) {
            throw new IllegalArgumentException("a task has a pid that none can have");
        }
    }
}
