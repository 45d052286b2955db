package io.sluice.memory;

import io.sluice.control.Control;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The threads that drain, each with a buffer of its own, for one request. */
public final class WorkerCrew implements AutoCloseable {
    private final Control control;
    private final ExecutorService threads;
    private final ExecutorService aside = Executors.newSingleThreadExecutor(task -> new Thread(task, "sluice-aside"));
    private final List<ByteBuffer> buffers = new ArrayList<>();

    /** A crew of {@code workers}, 1 or more, for the request that {@code control} holds. */
    public WorkerCrew(int workers, Control control) {
        this.control = control;
        this.threads = Executors.newFixedThreadPool(workers, task -> new Thread(task, "sluice-worker"));
        for (int i = 0; i < workers; i++) {
            buffers.add(Pages.buffer(PageChunk.MOST_BYTES));
        }
    }

    /**
     * Has every worker, but no more than {@code most}, do its work and waits until all are done; then throws what was thrown first in earnest. An
     * interrupt of the waiting thread cancels the request, which the workers notice.
     */
    <T> List<T> all(int most, Function<ByteBuffer, Callable<T>> work) throws IOException, ComponentException {
        List<Future<T>> futures = buffers.stream()
                .limit(most)
                .map(buffer -> threads.submit(work.apply(buffer)))
                .toList();
        List<T> results = new ArrayList<>();
        Throwable first = null;
        for (Future<T> future : futures) {
            try {
                results.add(await(future));
            } catch (ExecutionException e) {
                first = graver(first, e.getCause());
            }
        }
        if (first != null) {
            raise(first);
        }
        return results;
    }

    /** What is done by another thread meanwhile. */
    @FunctionalInterface
    public interface Beside<T> {
        /** Waits for it; throws what it threw. */
        T await() throws IOException, ComponentException;
    }

    /** Has a thread that is none of the workers do something while the calling one goes on; one thing after the other. */
    public <T> Beside<T> beside(Callable<T> work) {
        Future<T> future = aside.submit(work);
        return () -> {
            try {
                return await(future);
            } catch (ExecutionException e) {
                raise(e.getCause());
                throw new AssertionError(e);
            }
        };
    }

    private <T> T await(Future<T> future) throws ExecutionException {
        while (true) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                control.cancel();
            }
        }
    }

    private static Throwable graver(Throwable one, Throwable other) {
        return one == null || one instanceof GaveWayException ? other : one;
    }

    private static void raise(Throwable thrown) throws IOException, ComponentException {
        if (thrown instanceof IOException e) {
            throw e;
        } else if (thrown instanceof ComponentException e) {
            throw e;
        } else if (thrown instanceof RuntimeException e) {
            throw e;
        } else if (thrown instanceof Error e) {
            throw e;
        }
        throw new AssertionError(thrown);
    }

    /** Ends the threads; they are idle. */
    @Override
    public void close() {
        aside.shutdown();
        threads.shutdown();
    }
}
