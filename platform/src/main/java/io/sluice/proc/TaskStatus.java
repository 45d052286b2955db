package io.sluice.proc;

import java.util.List;
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
        return StatusLines.read(pid).map(TaskStatus::of);
    }

    private static TaskStatus of(StatusLines status) {
        List<Integer> uids = status.numbers("Uid");
        List<Integer> pids = status.numbers("NSpid");
        return new TaskStatus(
                status.text("Name"),
                (status.text("State") + "?").charAt(0),
                status.innermost("Tgid"),
                status.innermost("TracerPid"),
                uids.isEmpty() ? 0 : uids.get(0),
                pids.isEmpty() ? status.numbers("Pid") : pids,
                isKernelThread(status));
    }

    /**
     * Older kernels do not say it (Kthread); there all of them are kthreadd, which is 2, and its children. That it has no
     * memory proves nothing: a task that is just ending has none either.
     */
    private static boolean isKernelThread(StatusLines status) {
        if (!status.text("Kthread").isEmpty()) {
            return status.text("Kthread").equals("1");
        }
        boolean fromKthreadd =
                status.text("Pid").equals("2") || status.text("PPid").equals("2");
        return fromKthreadd && status.text("VmSize").isEmpty();
    }

    /** Whether it has ended, and only waits to be reaped. */
    public boolean ended() {
        return ended(state);
    }

    private static boolean ended(char state) {
        return state == 'Z' || state == 'X';
    }
}
