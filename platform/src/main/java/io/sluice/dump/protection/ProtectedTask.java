package io.sluice.dump.protection;

import java.util.Objects;

/**
 * A task whose memory is protected, and never another one that got its pid.
 *
 * @param pid as Sluice sees it
 * @param startTicks when it started, in clock ticks after the boot
 * @param program a fingerprint of what it executes
 */
public record ProtectedTask(int pid, long startTicks, String program) {
    public ProtectedTask {
        Objects.requireNonNull(program);
    }
}
