package io.sluice.trace.shadow;

import io.sluice.kernel.Ptrace;
import java.io.File;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A thread of its own for some tracing: when it has ended, the kernel has let go of all that it seized. */
final class TracerThread {
    private static final long LONGEST_END_NANOS = 1_000_000_000L;

    private TracerThread() {}

    /** Has the work done, and throws what it throws. */
    static <T> T run(String name, Function<Ptrace, T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletableFuture<Integer> number = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        Ptrace ptrace = new Ptrace();
                        number.complete(ptrace.tracer());
                        result.complete(work.apply(ptrace));
                    } catch (Throwable e) {
                        number.complete(0);
                        result.completeExceptionally(e);
                    }
                },
                name);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            awaitKernel(number.join());
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Bounded, for its number may be given to another thread of ours. */
    private static void awaitKernel(int thread) {
        File task = new File("/proc/self/task/" + thread);
        long started = System.nanoTime();
        while (task.exists() && System.nanoTime() - started < LONGEST_END_NANOS) {
            Thread.onSpinWait();
        }
    }
}
