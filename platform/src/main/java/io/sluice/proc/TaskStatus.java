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
 * @param tracer the pid of the task that traces it; 0 when none does
 * @param uid its real user
 * @param namespacePids its pid in each pid namespace from ours inwards
 * @param kernelThread whether it has no memory of its own because it is the kernel's
 */
public record TaskStatus(
        String name, char state, int tracer, int uid, List<Integer> namespacePids, boolean kernelThread) {

    /** Reads that of a process or thread; empty when it is gone. */
    public static Optional<TaskStatus> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/status").map(bytes -> parse(pid, bytes));
    }

    private static TaskStatus parse(int pid, byte[] bytes) {
        Map<String, String> lines = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        char state = lines.getOrDefault("State", "?").charAt(0);
        List<Integer> pids = new ArrayList<>();
        for (String number : lines.getOrDefault("NSpid", lines.get("Pid")).split("\t", -1)) {
            pids.add(Integer.valueOf(number));
        }
        // A process that is just ending has no memory either: only where the kernel does not say it, its flags are
        // read.
        boolean kernel = lines.containsKey("Kthread")
                ? lines.get("Kthread").equals("1")
                : !lines.containsKey("VmSize") && TaskFlags.kernelThread(pid);
        return new TaskStatus(
                lines.getOrDefault("Name", ""),
                state,
                Integer.parseInt(lines.getOrDefault("TracerPid", "0")),
                Integer.parseInt(lines.getOrDefault("Uid", "0").split("\t", -1)[0]),
                List.copyOf(pids),
                kernel);
    }

    /** Whether it has ended, and only waits to be reaped. */
    public boolean ended() {
        return ended(state);
    }

    private static boolean ended(char state) {
        return state == 'Z' || state == 'X';
    }
}
