package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What /proc/PID/status says of a task (proc_pid_status(5)).
 *
 * @param name its name (comm)
 * @param state its state's letter
 * @param process the pid of the process that it is a thread of
 * @param tracer the thread that traces it; 0 when none does
 * @param uid its real user
 * @param namespacePids its pid in each pid namespace from ours inwards
 * @param kernelThread whether it has no memory of its own because it is the kernel's
 */
public record TaskStatus(
        String name, char state, int process, int tracer, int uid, List<Integer> namespacePids, boolean kernelThread) {

    /** Reads that of a process or thread; empty when it is gone. */
    public static Optional<TaskStatus> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/status").map(TaskStatus::parse);
    }

    private static TaskStatus parse(byte[] bytes) {
        Map<String, String> lines = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        char state = lines.getOrDefault("State", "?").charAt(0);
        List<Integer> pids = new ArrayList<>();
        for (String pid : lines.getOrDefault("NSpid", lines.get("Pid")).split("\t", -1)) {
            pids.add(Integer.valueOf(pid));
        }
        return new TaskStatus(
                lines.getOrDefault("Name", ""),
                state,
                Integer.parseInt(lines.getOrDefault("Tgid", "0")),
                Integer.parseInt(lines.getOrDefault("TracerPid", "0")),
                Integer.parseInt(lines.getOrDefault("Uid", "0").split("\t", -1)[0]),
                List.copyOf(pids),
                isKernelThread(lines));
    }

    /**
     * Older kernels do not say it (Kthread); there all of them are kthreadd, which is 2, and its children. That it has no
     * memory proves nothing: a task that is just ending has none either.
     */
    private static boolean isKernelThread(Map<String, String> lines) {
        String kernelThread = lines.get("Kthread");
        if (kernelThread != null) {
            return kernelThread.equals("1");
        }
        boolean fromKthreadd = "2".equals(lines.get("Pid")) || "2".equals(lines.get("PPid"));
        return fromKthreadd && !lines.containsKey("VmSize");
    }

    /** Whether it has ended, and only waits to be reaped. */
    public boolean ended() {
        return ended(state);
    }

    private static boolean ended(char state) {
        return state == 'Z' || state == 'X';
    }
}
