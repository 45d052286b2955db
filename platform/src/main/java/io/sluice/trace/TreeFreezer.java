package io.sluice.trace;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.File;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Stops a whole tree, has work done, and lets it go. */
public final class TreeFreezer {
    private static final long RESCUE_MILLIS = 2;
    private static final long LONGEST_END_NANOS = 1_000_000_000L;

    private TreeFreezer() {}

    /**
     * Stops the tree of {@code root} for as long as {@code work} takes. Whatever happens, it runs on afterwards.
     *
     * @throws SluiceException {@code TARGET_GONE} when the root ends meanwhile, {@code TARGET_UNSUPPORTED} or {@code DENIED}
     *     when one of the tree cannot be stopped, {@code TIMEOUT} or {@code CANCELLED}; and what {@code work} threw
     */
    public static <T> FreezeResult<T> freeze(int root, Control control, FrozenWork<T> work) {
        CompletableFuture<FreezeResult<T>> result = new CompletableFuture<>();
        AtomicInteger number = new AtomicInteger();
        TreeStop stop = new TreeStop(root, control);
        Thread tracer = new Thread(
                () -> {
                    number.set(stop.tracer());
                    run(stop, work, result);
                },
                "sluice-tracer");
        tracer.start();
        await(tracer, stop.rescue(), control);
        awaitKernel(number.get());
        return outcome(result);
    }

    private static <T> void run(TreeStop stop, FrozenWork<T> work, CompletableFuture<FreezeResult<T>> result) {
        try {
            Rehearsal.once(work);
            result.complete(stop.run(work));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** Waits for the thread itself, not just for its result: only its end lets go of a held vfork parent. */
    private static void await(Thread tracer, SeizeRescue rescue, Control control) {
        boolean interrupted = false;
        while (tracer.isAlive()) {
            try {
                tracer.join(RESCUE_MILLIS);
                rescue.help();
            } catch (InterruptedException e) {
                interrupted = true;
                control.cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread of Java is over before the kernel has ended it, and let go of what it still held. */
    private static void awaitKernel(int tracer) {
        File task = new File("/proc/self/task/" + tracer);
        long started = System.nanoTime();
        // Bounded, for its number may be given to another thread of ours.
        while (task.exists() && System.nanoTime() - started < LONGEST_END_NANOS) {
            Thread.onSpinWait();
        }
    }

    private static <T> FreezeResult<T> outcome(CompletableFuture<FreezeResult<T>> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception
                ? exception
                : new SluiceException(ErrorCode.INTERNAL, String.valueOf(cause), "report this", cause);
    }
}
