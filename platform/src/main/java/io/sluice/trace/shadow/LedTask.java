package io.sluice.trace.shadow;

import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Ptrace.Stop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A seized thread, led from stop to stop. All on the thread that seized it. */
final class LedTask {
    private static final long SPIN = Duration.ofNanos(300_000).toNanos();
    private static final long PAUSE = Duration.ofNanos(20_000).toNanos();
    private static final long LONGEST = Duration.ofSeconds(2).toNanos();
    private final Ptrace ptrace;
    private final int thread;

    LedTask(Ptrace ptrace, int thread) {
        this.ptrace = ptrace;
        this.thread = thread;
    }

    int thread() {
        return thread;
    }

    /** Lets it run until it has ended. */
    void runToEnd() {
        ptrace.resume(thread, 0);
        Stop stop = await();
        while (!(stop instanceof Stop.Ended)) {
            ptrace.resume(thread, signal(stop));
            stop = await();
        }
    }

    /** Lets it run to the child that it makes. */
    void toChild() {
        ptrace.resume(thread, 0);
        Stop stop = next();
        while (!(stop instanceof Stop.MadeChild)) {
            ptrace.resume(thread, signal(stop));
            stop = next();
        }
    }

    /** Waits until it has ended, when something else than this sees to that. */
    void awaitEnd() {
        Stop stop = await();
        while (!(stop instanceof Stop.Ended)) {
            stop = await();
        }
    }

    /** Waits for its next stop. */
    Stop next() {
        Stop stop = await();
        if (stop instanceof Stop.Ended) {
            throw new ShadowException("thread " + thread + " has ended");
        }
        return stop;
    }

    private Stop await() {
        long started = System.nanoTime();
        Optional<Stop> stop = ptrace.poll(thread);
        while (stop.isEmpty()) {
            long waited = System.nanoTime() - started;
            if (waited > LONGEST) {
                throw new ShadowException("thread " + thread + " does not stop");
            }
            if (waited < SPIN) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE);
            }
            stop = ptrace.poll(thread);
        }
        return stop.get();
    }

    /** Stops it, passing signals on. */
    void stop() {
        ptrace.interrupt(thread);
        Stop stop = next();
        while (!(stop instanceof Stop.Trapped)) {
            // Any other stop may have taken the place of the one that was asked for.
            ptrace.interrupt(thread);
            ptrace.resume(thread, signal(stop));
            stop = next();
        }
    }

    /**
     * Lets it run to the next call's begin or end, or to the child that it makes. A stop of its whole process does not hold
     * it: of the signals, which it blocks, that is the one that comes all the same, and is passed on.
     */
    Stop toCall() {
        Stop stop = toCallOrSignal();
        while (stop instanceof Stop.Signalled signalled) {
            ptrace.resumeToCall(thread, signalled.signal());
            stop = beyondTraps();
        }
        return stop;
    }

    /** The same for a thread that does not block signals yet: it may stop at one, which it has still to take. */
    Stop toCallOrSignal() {
        ptrace.resumeToCall(thread, 0);
        return beyondTraps();
    }

    private Stop beyondTraps() {
        Stop stop = next();
        while (stop instanceof Stop.Trapped) {
            ptrace.resumeToCall(thread, 0);
            stop = next();
        }
        return stop;
    }

    private static int signal(Stop stop) {
        return stop instanceof Stop.Signalled signalled ? signalled.signal() : 0;
    }
}
