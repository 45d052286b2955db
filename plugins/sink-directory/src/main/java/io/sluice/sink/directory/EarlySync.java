package io.sluice.sink.directory;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Brings images to the device while more of them is being written: else the disk would have nothing to do until the last byte, and
 * everything after it. One thread, which there is once an image is long. Usable from any thread.
 */
final class EarlySync implements AutoCloseable {
    private ExecutorService thread;

    /** Has an image synced soon; it keeps what failed. */
    synchronized void soon(StagedImage image) {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(task -> {
                Thread made = new Thread(task, "sluice-sync");
                made.setDaemon(true);
                return made;
            });
        }
        thread.execute(image::sync);
    }

    /** Returns when nothing is being synced any more. */
    @Override
    public synchronized void close() {
        if (thread == null) {
            return;
        }
        thread.shutdownNow();
        try {
            thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
