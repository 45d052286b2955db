package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Waits until interrupted threads stand still. */
final class StopWait {
    private static final long SPIN = Duration.ofNanos(200_000).toNanos();
    private static final long PAUSE = Duration.ofNanos(20_000).toNanos();
    private static final long LOOK_CLOSER = Duration.ofMillis(10).toNanos();
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private final Control control;
    private final Collection<Tracee> all;
    private long started;

    /** For one stop; {@code all} are those of the whole tree, as they become known. */
    StopWait(Control control, Collection<Tracee> all) {
        this.control = control;
        this.all = all;
    }

    /** Called when the first of the tree is about to be stopped: from now on the patience is counted. */
    void begin() {
        started = System.nanoTime();
    }

    /** Returns when all of them stand or have ended. */
    void until(List<Tracee> interrupted) {
        List<Tracee> pending = new ArrayList<>(interrupted);
        long began = System.nanoTime();
        long closer = SPIN;
        while (true) {
            pending.forEach(Tracee::look);
            pending.removeIf(tracee -> !tracee.running());
            if (pending.isEmpty()) {
                return;
            }
            long waited = System.nanoTime() - began;
            if (waited < SPIN) {
                Thread.onSpinWait();
            } else if (waited > closer) {
                closer = waited + Math.min(waited, LOOK_CLOSER);
                lookCloser(pending);
            } else {
                LockSupport.parkNanos(PAUSE);
            }
        }
    }

    private void lookCloser(List<Tracee> pending) {
        requirePatience(pending.get(0));
        pending.forEach(Tracee::lookCloser);
        // An execve waits until the process's other threads, which it has killed, are reaped: by their tracer.
        for (Tracee tracee : all) {
            if (tracee.stands() && !tracee.confirm()) {
                tracee.interrupt();
                pending.add(tracee);
            }
        }
    }

    /** Ends a stop that was cancelled, is out of time, or does not come to be. */
    void requirePatience(Tracee slowest) {
        control.check("stopping the tree");
        if (System.nanoTime() - started > LONGEST.toNanos()) {
            throw new SluiceException(
                    ErrorCode.TIMEOUT,
                    slowest.describe() + " does not stop within " + LONGEST.toSeconds() + " s",
                    "look at what it waits for in /proc/" + slowest.thread() + "/wchan; the tree runs on");
        }
    }
}
