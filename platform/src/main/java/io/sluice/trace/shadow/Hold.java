package io.sluice.trace.shadow;

import io.sluice.kernel.KernelException;
import io.sluice.proc.TaskStatus;
import io.sluice.trace.tracer.Tracer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to put something into a process, and to take it out: whoever traces its first thread has it. The kernel lets one
 * alone do that, and ends it with the tracing thread. The thread is not stopped by it.
 */
final class Hold {
    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE = Duration.ofMillis(1).toNanos();

    private Hold() {}

    /** Takes it, waiting a while for who has it. */
    static void on(Tracer tracer, int pid) {
        long started = System.nanoTime();
        while (!taken(tracer, pid, System.nanoTime() - started > PATIENCE)) {
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static boolean taken(Tracer tracer, int pid, boolean last) {
        try {
            tracer.seize(pid);
            return true;
        } catch (KernelException e) {
            TaskStatus status = TaskStatus.read(pid)
                    .filter(read -> !read.ended())
                    .orElseThrow(() -> new ShadowException("process " + pid + " has ended"));
            if (!last) {
                return false;
            }
            if (status.tracer() != 0) {
                String name =
                        TaskStatus.read(status.tracer()).map(TaskStatus::name).orElse("?");
                throw new ShadowException(
                        "process " + pid + " is traced by process " + status.tracer() + " (" + name + ")");
            }
            throw e;
        }
    }
}
