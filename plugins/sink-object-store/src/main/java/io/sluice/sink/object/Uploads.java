package io.sluice.sink.object;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Uploads some parts at a time, and keeps their buffers. Who has one more part to upload waits. Usable from any thread. */
final class Uploads implements AutoCloseable {
    private final int part;
    private final Semaphore slots;
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** Uploads the bytes of one buffer. */
    @FunctionalInterface
    interface Upload {
        void of(ByteBuffer bytes) throws IOException;
    }

    Uploads(int part, int most) {
        this.part = part;
        this.slots = new Semaphore(most);
        this.threads = Executors.newFixedThreadPool(most, task -> {
            Thread thread = new Thread(task, "sluice-upload");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** An empty buffer for one part. It comes back with {@link #submit} or {@link #recycle}. */
    ByteBuffer buffer() throws IOException {
        ByteBuffer used = free.poll();
        if (used != null) {
            return used.clear();
        }
        try {
            return ByteBuffer.allocateDirect(part);
        } catch (OutOfMemoryError full) {
            throw new IOException(
                    "cannot get " + part
                            + " bytes of memory for a part: let the sink's settings 'part' or 'uploads' be less",
                    full);
        }
    }

    void recycle(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            free.add(buffer);
        }
    }

    /**
     * Uploads what the buffer has remaining as soon as a thread is free, and waits until so many others are done.
     *
     * @return done when the upload is, or with its {@link IOException}
     */
    CompletableFuture<Void> submit(ByteBuffer buffer, Upload upload) throws IOException {
        try {
            slots.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while uploads were under way");
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        threads.execute(() -> run(buffer, upload, done));
        return done;
    }

    private void run(ByteBuffer buffer, Upload upload, CompletableFuture<Void> done) {
        Throwable failure = null;
        try {
            upload.of(buffer);
        } catch (Throwable failed) {
            failure = failed;
        }
        recycle(buffer);
        slots.release();
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        free.clear();
    }
}
