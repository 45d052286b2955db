package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The fields of /proc/PID/stat (proc_pid_stat(5)).
 *
 * @param fields from the third one, the state, on
 */
public record TaskStat(List<String> fields) {
    private static final int FIRST = 3;

    /** Reads those of a process; empty when it is gone. Addresses are told to who may trace it. */
    public static Optional<TaskStat> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/stat").map(bytes -> {
            String stat = new String(bytes, StandardCharsets.ISO_8859_1);
            // The name, field 2, may hold spaces and parentheses: count from behind its last one.
            return new TaskStat(
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ", -1)));
        });
    }

    /** A field as a number, by its number in the manual. */
    public long field(int number) {
        return Long.parseUnsignedLong(fields.get(number - FIRST));
    }
}
