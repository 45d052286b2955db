package io.sluice.image.verify;

import io.sluice.image.format.BlockChecksums;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares the blocks of one image after the other: the caller and one more thread, each with a buffer of a block. */
final class BlockCrew implements AutoCloseable {
    private final ByteBuffer own = ByteBuffer.allocateDirect(BlockChecksums.BLOCK);
    private final ByteBuffer others = ByteBuffer.allocateDirect(BlockChecksums.BLOCK);
    private final ExecutorService other = Executors.newSingleThreadExecutor(BlockCrew::thread);

    /** Reads a block into the buffer and compares it. From any thread. */
    interface Comparing {
        boolean matches(int block, ByteBuffer buffer) throws IOException;
    }

    /** Which of so many blocks do not match. What is thrown of one ends it. */
    BitSet different(int blocks, Comparing comparing) throws IOException {
        Comparison comparison = new Comparison(blocks, comparing);
        if (blocks <= 1) {
            comparison.run(own);
            return comparison.different;
        }
        Future<?> helping = other.submit(() -> {
            comparison.run(others);
            return null;
        });
        try {
            comparison.run(own);
        } finally {
            await(helping, comparison);
        }
        comparison.raise();
        return comparison.different;
    }

    /** The buffers are its own until it is done, whatever happens to the caller. */
    private static void await(Future<?> helping, Comparison comparison) {
        boolean interrupted = false;
        while (!helping.isDone()) {
            try {
                helping.get();
            } catch (InterruptedException again) {
                interrupted = true;
                comparison.stop();
            } catch (ExecutionException noted) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "sluice-check");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        other.shutdown();
    }

    /** One image. */
    private static final class Comparison {
        private final int blocks;
        private final Comparing comparing;
        private final AtomicInteger next = new AtomicInteger();
        private final BitSet different = new BitSet();
        private Exception thrown;

        Comparison(int blocks, Comparing comparing) {
            this.blocks = blocks;
            this.comparing = comparing;
        }

        void run(ByteBuffer buffer) throws IOException {
            try {
                for (int block = next.getAndIncrement(); block < blocks; block = next.getAndIncrement()) {
                    if (!comparing.matches(block, buffer)) {
                        note(block);
                    }
                }
            } catch (IOException | RuntimeException failed) {
                stop();
                note(failed);
                throw failed;
            }
        }

        void stop() {
            next.set(blocks);
        }

        private synchronized void note(int block) {
            different.set(block);
        }

        private synchronized void note(Exception failed) {
            thrown = failed;
        }

        /** What the other thread threw. */
        synchronized void raise() throws IOException {
            if (thrown instanceof IOException failed) {
                throw failed;
            }
            if (thrown instanceof RuntimeException failed) {
                throw failed;
            }
        }
    }
}
