package io.sluice.proc;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.KernelFile;
import java.util.ArrayList;
import java.util.List;

/** Lists the threads and the children of processes (proc_pid_task(5), proc_tid_children(5)). */
public final class TaskList {

    private TaskList() {}

    /** The threads of a process, its first one included; none when it is gone. */
    public static List<Integer> threads(int pid) {
        List<Integer> threads = new ArrayList<>();
        try (KernelFile folder = KernelFile.open("/proc/" + pid + "/task")) {
            folder.numbers(threads::add);
        } catch (KernelException e) {
            if (!e.errno().gone()) {
                throw e;
            }
        }
        return threads;
    }

    /**
     * The processes whose parent is a thread, zombies too. Of a running one, some may be missing: the kernel promises a
     * whole list only when the children are stopped.
     */
    public static List<Integer> children(int pid, int thread) {
        List<Integer> children = new ArrayList<>();
        ProcFile.read("/proc/" + pid + "/task/" + thread + "/children").ifPresent(text -> {
            while (!text.atEnd()) {
                children.add((int) text.decimal());
            }
        });
        return children;
    }
}
