package io.sluice.trace.tracer;

import io.sluice.kernel.Niceness;
import java.io.File;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A thread of its own for some tracing. When its work is answered it has ended, and the kernel has let go of all that it
 * still held.
 */
public final class TracerThread {
    /** By how much the launcher has made all of Sluice nice. What stands still because of a tracer is not to wait for that. */
    private static final int NICE = Integer.getInteger("sluice.nice", 0);

    private static final long HELP_MILLIS = 2;
    private static final long LONGEST_END_NANOS = 1_000_000_000L;
    private final SeizeRescue rescue = new SeizeRescue();
    private final AtomicInteger number = new AtomicInteger();
    private final Runnable interrupted;

    private TracerThread(Runnable interrupted) {
        this.interrupted = interrupted;
    }

    /** Has work done, and answers or throws what it does. */
    public static <T> T run(String name, Function<Tracer, T> work) {
        return run(name, () -> {}, work);
    }

    /**
     * Has work done, and answers or throws what it does.
     *
     * @param interrupted called when the caller is interrupted, who waits on for the end all the same
     */
    public static <T> T run(String name, Runnable interrupted, Function<Tracer, T> work) {
        return new TracerThread(interrupted).run(name, work, answer -> Optional.empty());
    }

    /**
     * The same, and the thread stays to go on tracing.
     *
     * @param interrupted as of {@link #run(String, Runnable, Function)}
     * @param stays what is done with the answer, once the caller has it; empty when nothing is left to do
     */
    public static <T> T runAndStay(
            String name,
            Runnable interrupted,
            Function<Tracer, T> work,
            Function<T, Optional<Consumer<Tracer>>> stays) {
        return new TracerThread(interrupted).run(name, work, stays);
    }

    private <T> T run(String name, Function<Tracer, T> work, Function<T, Optional<Consumer<Tracer>>> stays) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Niceness.lower(NICE);
                        Tracer tracer = new Tracer(rescue);
                        number.set(tracer.thread());
                        T answer = work.apply(tracer);
                        Optional<Consumer<Tracer>> more = stays.apply(answer);
                        result.complete(answer);
                        more.ifPresent(next -> {
                            over.complete(null);
                            next.accept(tracer);
                        });
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        await(thread, over);
        return outcome(result);
    }

    /** Waits for the thread itself, not just for its result: only its end lets go of all that it held. */
    private void await(Thread thread, CompletableFuture<Void> over) {
        boolean wasInterrupted = false;
        while (thread.isAlive() && !over.isDone()) {
            try {
                thread.join(HELP_MILLIS);
                rescue.help();
            } catch (InterruptedException e) {
                wasInterrupted = true;
                interrupted.run();
            }
        }
        if (!over.isDone()) {
            awaitKernel(number.get());
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread of Java is over before the kernel has ended it, and let go of what it still held. */
    private static void awaitKernel(int thread) {
        File task = new File("/proc/self/task/" + thread);
        long started = System.nanoTime();
        // Bounded, for its number may be given to another thread of ours.
        while (task.exists() && System.nanoTime() - started < LONGEST_END_NANOS) {
            Thread.onSpinWait();
        }
    }

    private static <T> T outcome(CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
