package io.sluice.state.task;

import io.sluice.image.message.LimitEntry;
import io.sluice.image.message.LimitsEntry;
import io.sluice.proc.ProcFile;
import io.sluice.state.Refusal;
import io.sluice.state.StoppedTask;
import java.nio.charset.StandardCharsets;

/** The limits of a process's resources (getrlimit(2)): read, as prlimit(2) asks for more rights with another user's process. */
final class Limits {
    /** Names of limits are padded to this width, then come the soft limit, the hard one, and a unit. */
    private static final int NAME = 26;

    private static final long UNLIMITED = -1;

    private Limits() {}

    /** All of them, by their numbers: proc_pid_limits(5) has them in that order. */
    static LimitsEntry of(StoppedTask task) {
        String table = ProcFile.read("/proc/" + task.pid() + "/limits")
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .orElseThrow(() -> Refusal.gone(task.name()));
        LimitsEntry.Builder limits = LimitsEntry.newBuilder();
        table.lines().skip(1).forEach(line -> {
            String[] values = line.substring(NAME).trim().split("\\s+", -1);
            limits.addRlimits(LimitEntry.newBuilder().setCur(value(values[0])).setMax(value(values[1])));
        });
        return limits.build();
    }

    private static long value(String text) {
        return text.equals("unlimited") ? UNLIMITED : Long.parseUnsignedLong(text);
    }
}
