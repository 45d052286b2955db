package io.sluice.trace.shadow;

import io.sluice.kernel.KernelException;
import io.sluice.proc.ProcessTree;
import io.sluice.trace.machine.Machine;
import io.sluice.trace.tracer.Tracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the stub of a Sluice that died is empty. A child that it had just made may be there without having run a single
 * instruction yet: it ends by itself, and nobody but the kernel knows of it.
 */
final class Evacuation {
    /** The status of a task that blocks every signal that can be blocked, as one in the stub does (proc_pid_status(5)). */
    private static final String BLOCKS_ALL = "SigBlk:\tfffffffffffbfeff\n";

    private static final long PATIENCE = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE = Duration.ofMillis(1).toNanos();
    private final Tracer tracer;
    private final Host host;
    private final StubPlace stub;

    Evacuation(Tracer tracer, Host host, StubPlace stub) {
        this.tracer = tracer;
        this.host = host;
        this.stub = stub;
    }

    /**
     * Waits.
     *
     * @param borrowed a thread that is outside, as is known
     * @throws ShadowException when somebody stays, for example because the target is stopped
     */
    void await(int borrowed) {
        long started = System.nanoTime();
        for (int task : candidates()) {
            while (task != borrowed && blocksAll(task) && isInside(task)) {
                if (System.nanoTime() - started > PATIENCE) {
                    throw new ShadowException("task " + task + " of a Sluice that died does not leave process "
                            + host.pid() + (host.stopped() ? ", which is stopped" : ""));
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private List<Integer> candidates() {
        List<Integer> tasks = new ArrayList<>(host.threads());
        for (int thread : host.threads()) {
            tasks.addAll(ProcessTree.children(host.pid(), thread));
        }
        return tasks;
    }

    private static boolean blocksAll(int task) {
        return Host.status(task).contains(BLOCKS_ALL);
    }

    /** It is held for a moment to see that. */
    private boolean isInside(int task) {
        try {
            if (task != host.pid()) {
                tracer.seize(task);
            }
            new LedTask(tracer.ptrace(), task).stop();
            long instruction =
                    Machine.current().registers(tracer.ptrace().registers(task)).instruction();
            letGo(task);
            return stub.holds(instruction);
        } catch (KernelException | ShadowException goneOrOfTheKernel) {
            return false;
        }
    }

    /** The first thread stays seized: that is the hold on the process. */
    private void letGo(int task) {
        if (task == host.pid()) {
            tracer.ptrace().resume(task, 0);
        } else {
            tracer.ptrace().detach(task, 0);
        }
    }
}
