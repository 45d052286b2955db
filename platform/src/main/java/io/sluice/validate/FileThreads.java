package io.sluice.validate;

import io.sluice.control.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Two threads that look at files. They end with the process, and are left behind when a request is given up: what a file system
 * does not answer nobody can wait for.
 */
final class FileThreads {
    private static final int COUNT = 2;
    private static final long LOOK_UP_MILLISECONDS = 50;

    private final Control control;
    private final String stage;

    FileThreads(Control control, String stage) {
        this.control = control;
        this.stage = stage;
    }

    /** What came of each, in the order that was given. */
    <T, R> List<R> each(List<T> items, Function<T, R> work) {
        ExecutorService threads = Executors.newFixedThreadPool(COUNT, task -> {
            Thread thread = new Thread(task, "sluice-files");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<R>> futures = items.stream()
                    .map(item -> threads.submit(() -> work.apply(item)))
                    .toList();
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(await(future));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private <R> R await(Future<R> future) {
        control.check(stage);
        while (true) {
            try {
                return future.get(LOOK_UP_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                control.check(stage);
            } catch (InterruptedException interrupted) {
                control.cancel();
                control.check(stage);
            } catch (ExecutionException failed) {
                throw new IllegalStateException("looking at a file failed", failed.getCause());
            }
        }
    }
}
