package io.sluice.proc;

import java.nio.charset.StandardCharsets;

/** The kernel's flags of a task: field 9 of /proc/PID/stat (proc_pid_stat(5)). */
final class TaskFlags {
    private static final int FIELD = 9;
    private static final long PF_KTHREAD = 0x0020_0000;

    private TaskFlags() {}

    /** Whether the task is the kernel's own; not when it is gone. */
    static boolean kernelThread(int pid) {
        return ProcFile.read("/proc/" + pid + "/stat")
                .filter(bytes -> (flags(bytes) & PF_KTHREAD) != 0)
                .isPresent();
    }

    static long flags(byte[] bytes) {
        String stat = new String(bytes, StandardCharsets.ISO_8859_1);
        // The name, field 2, may hold spaces and parentheses: count from behind its last one.
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[FIELD - 3]);
    }
}
