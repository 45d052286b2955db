package io.sluice.trace.tracer;

import io.sluice.kernel.Ptrace;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps a seizing from waiting for ever. A thread that executes a program locks its process against new tracers until its
 * other threads, which it has killed, are reaped; of those that are seized already that is the tracer's part (BUGS of
 * ptrace(2)). A tracer that is just seizing another thread of the process waits for that lock, and neither goes on. So
 * somebody else reaps meanwhile.
 */
final class SeizeRescue {
    private static final long PATIENCE = Duration.ofMillis(2).toNanos();
    private final Queue<Integer> seized = new ConcurrentLinkedQueue<>();
    private volatile long since;
    private volatile boolean seizing;

    /** Called by the tracer around each seizing. */
    void begins() {
        since = System.nanoTime();
        seizing = true;
    }

    /** Called by the tracer when it was done, with a thread that is seized now. */
    void ends(int thread) {
        seizing = false;
        seized.add(thread);
    }

    /** Called by the tracer when it failed. */
    void fails() {
        seizing = false;
    }

    /** Called again and again by another thread: helps if it takes long. */
    void help() {
        if (seizing && System.nanoTime() - since > PATIENCE) {
            seized.forEach(Ptrace::reap);
        }
    }
}
