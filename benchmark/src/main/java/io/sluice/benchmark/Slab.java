package io.sluice.benchmark;

import java.util.concurrent.locks.LockSupport;

/** Looks every 10 ms, in a thread of its own, at the memory in the kernel's slab ({@code proc_meminfo(5)}). */
final class Slab implements AutoCloseable {
    private static final long PERIOD = 10_000_000;
    private final Thread watcher = new Thread(this::watch, "slab");
    private volatile boolean done;
    private volatile long most;

    private Slab() {}

    /** Watches from now on until it is closed. */
    static Slab watched() {
        Slab slab = new Slab();
        slab.most = bytes();
        slab.watcher.start();
        return slab;
    }

    /** How much there is now, in bytes. */
    static long bytes() {
        return Machine.memory("Slab");
    }

    private void watch() {
        while (!done) {
            most = Math.max(most, bytes());
            LockSupport.parkNanos(PERIOD);
        }
    }

    /** The most that was seen, in bytes. */
    long most() {
        return most;
    }

    @Override
    public void close() {
        done = true;
        try {
            watcher.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
