package io.sluice.validate;

import io.sluice.control.Control;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
        control.check(stage);
        Share<T, R> share = new Share<>(items, work);
        for (int i = 0; i < COUNT; i++) {
            Thread thread = new Thread(share, "sluice-files");
            thread.setDaemon(true);
            thread.start();
        }
        try {
            await(share.running);
        } finally {
            share.next.set(items.size());
        }
        if (share.failure.get() != null) {
            throw new IllegalStateException("looking at a file failed", share.failure.get());
        }
        control.check(stage);
        return share.results();
    }

    private void await(CountDownLatch running) {
        try {
            while (!running.await(LOOK_UP_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                control.check(stage);
            }
        } catch (InterruptedException interrupted) {
            control.cancel();
            control.check(stage);
        }
    }

    /** What is left to do; each thread takes the next. */
    private static final class Share<T, R> implements Runnable {
        private final List<T> items;
        private final Function<T, R> work;
        private final Object[] results;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final CountDownLatch running = new CountDownLatch(COUNT);

        Share(List<T> items, Function<T, R> work) {
            this.items = items;
            this.work = work;
            this.results = new Object[items.size()];
        }

        @Override
        public void run() {
            try {
                for (int at = next.getAndIncrement(); at < results.length; at = next.getAndIncrement()) {
                    results[at] = work.apply(items.get(at));
                }
            } catch (RuntimeException | Error failed) {
                failure.set(failed);
                next.set(results.length);
            } finally {
                running.countDown();
            }
        }

        @SuppressWarnings("unchecked") // nothing else was put there
        List<R> results() {
            return (List<R>) Arrays.asList(results);
        }
    }
}
