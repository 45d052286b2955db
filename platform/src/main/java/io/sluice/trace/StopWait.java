package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until interrupted threads stand still. */
final class StopWait {
    /** A thread that does not stand after that long is looked at: it may wait for a vfork child. */
    private static final long PATIENCE = Duration.ofMillis(5).toNanos();

    private static final long SPIN = Duration.ofMillis(1).toNanos();
    private static final long PAUSE = Duration.ofNanos(50_000).toNanos();
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private final Ptrace ptrace;
    private final Control control;

    StopWait(Ptrace ptrace, Control control) {
        this.ptrace = ptrace;
        this.control = control;
    }

    /** Returns when all of them stand or have ended. */
    void until(List<Tracee> interrupted) {
        long started = System.nanoTime();
        List<Tracee> pending = new ArrayList<>(interrupted);
        while (true) {
            pending.forEach(this::look);
            pending.removeIf(tracee -> !tracee.running());
            if (pending.isEmpty()) {
                return;
            }
            pause(pending, System.nanoTime() - started);
        }
    }

    private void look(Tracee tracee) {
        try {
            tracee.look(ptrace);
        } catch (KernelException gone) {
            tracee.ended();
        }
    }

    private void pause(List<Tracee> pending, long waited) {
        if (waited < SPIN) {
            Thread.onSpinWait();
            return;
        }
        control.check("stopping the tree");
        if (waited > PATIENCE) {
            pending.removeIf(Tracee::isHeld);
        }
        if (waited > LONGEST.toNanos() && !pending.isEmpty()) {
            throw new SluiceException(
                    ErrorCode.TIMEOUT,
                    pending.get(0).describe() + " does not stop within " + LONGEST.toSeconds() + " s",
                    "look at what it waits for in /proc/" + pending.get(0).thread() + "/wchan; the tree runs on");
        }
        LockSupport.parkNanos(PAUSE);
    }
}
