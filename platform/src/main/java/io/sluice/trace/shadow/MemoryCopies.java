package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.kernel.Signals;
import io.sluice.proc.StatusLines;
import io.sluice.proc.TaskStatus;
import io.sluice.trace.tracer.Tracer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Copies of the private memory of processes as it was in one stop, by copy-on-write (fork(2)). Each is a child of its process
 * that never runs, has no descriptors, and dies with the thread that traced the stop: so that thread has to stay for as long
 * as they are needed. What is left then is a child that has ended and that its parent does not see unless it asks for
 * {@code __WALL}; it is reaped when this is closed, or by the next Sluice.
 */
public final class MemoryCopies implements Consumer<Tracer>, AutoCloseable {
    private static final int SIGKILL = 9;
    /** wait(2), __WALL. */
    private static final long WAIT_ALL = 0x4000_0000;

    private static final long PAUSE = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_END = Duration.ofSeconds(10).toNanos();
    private final Map<Integer, Integer> copies = new ConcurrentHashMap<>();
    private final CountDownLatch needed = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile boolean staying;

    /** Whether there are any. */
    public boolean any() {
        return !copies.isEmpty();
    }

    /**
     * Makes one, in the stop. It shows what is there for the calls too: see {@link #clean}.
     *
     * @param process whose it is
     * @param calls in that process
     * @return the number of the copy, a process to everybody
     * @throws ShadowException when none can be made
     */
    public int make(int process, StoppedCalls calls) {
        int copy = calls.copy();
        copies.put(process, copy);
        return copy;
    }

    /** Gives all up in the stop, for which no thread has to stay then. */
    public void discard(Tracer tracer, StoppedCalls calls) {
        for (int copy : copies.values()) {
            int number = StatusLines.read(copy)
                    .map(status -> status.innermost("NSpid"))
                    .orElse(copy);
            end(tracer.ptrace(), copy);
            calls.ofProcess().attempt(Call.WAIT4, number, 0, WAIT_ALL, 0);
            LivingShadows.remove(copy);
        }
        copies.clear();
    }

    /** Takes out of a copy what was there for the calls alone. From any thread, after the stop. */
    public static void clean(int copy) {
        try (ForcedMemory memory = ForcedMemory.open(copy)) {
            StubPlace.in(copy, memory).remove();
        }
    }

    /** What the tracing thread does after the stop. Ends when this is closed. */
    @Override
    public void accept(Tracer tracer) {
        staying = true;
        try {
            awaitClose();
            copies.values().forEach(copy -> end(tracer.ptrace(), copy));
        } finally {
            left.countDown();
        }
    }

    private void awaitClose() {
        boolean closed = false;
        while (!closed) {
            try {
                needed.await();
                closed = true;
            } catch (InterruptedException onlyCloseEndsIt) {
                closed = false;
            }
        }
    }

    private static void end(Ptrace ptrace, int copy) {
        try {
            Signals.send(copy, SIGKILL);
            new LedTask(ptrace, copy).awaitEnd();
        } catch (KernelException | ShadowException gone) {
            // It ends with this thread.
            return;
        }
    }

    /** Ends all of them, and has their processes forget them. */
    @Override
    public void close() {
        needed.countDown();
        while (staying && left.getCount() > 0) {
            LockSupport.parkNanos(PAUSE);
        }
        copies.forEach(MemoryCopies::bury);
    }

    private static void bury(int process, int copy) {
        awaitEnd(copy);
        LivingShadows.remove(copy);
        Undertaker.clear(process);
    }

    private static void awaitEnd(int copy) {
        long started = System.nanoTime();
        while (TaskStatus.read(copy).filter(status -> !status.ended()).isPresent()
                && System.nanoTime() - started < LONGEST_END) {
            LockSupport.parkNanos(PAUSE);
        }
    }
}
