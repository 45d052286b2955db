package io.sluice.proc;

import java.util.Optional;

/**
 * What /proc/PID/stat says of a process or thread and its status does not (proc_pid_stat(5)).
 *
 * @param kernelThread whether it is a thread of the kernel's own (PF_KTHREAD)
 * @param startTime when it started, in clock ticks after boot
 */
public record TaskStat(boolean kernelThread, long startTime) {
    private static final int FLAGS = 9;
    private static final int START_TIME = 22;
    private static final long PF_KTHREAD = 0x00200000;

    /** Reads it; empty when it is gone. */
    public static Optional<TaskStat> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/stat").map(TaskStat::parse);
    }

    static TaskStat parse(ByteText text) {
        text.skipBeyondLast(')'); // the name before it may hold spaces and parentheses itself
        text.skipBlanks();
        text.next();
        text.next(); // field 3, a letter
        long flags = 0;
        long startTime = 0;
        for (int field = 4; field <= START_TIME; field++) {
            long value = text.decimal();
            flags = field == FLAGS ? value : flags;
            startTime = field == START_TIME ? value : startTime;
        }
        return new TaskStat((flags & PF_KTHREAD) != 0, startTime);
    }
}
