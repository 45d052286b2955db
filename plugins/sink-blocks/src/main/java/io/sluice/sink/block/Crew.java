package io.sluice.sink.block;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that change blocks: none until there is work. */
final class Crew implements AutoCloseable {
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    Crew(int count) {
        threads = new ThreadPoolExecutor(
                count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Crew::thread);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "sluice-blocks");
        thread.setDaemon(true);
        return thread;
    }

    /** How many blocks of one image are under way at the most: none of the threads waits while one is stored. */
    int mostUnderWay() {
        return threads.getCorePoolSize() + 2;
    }

    <T> Future<T> submit(Callable<T> work) {
        return threads.submit(work);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
