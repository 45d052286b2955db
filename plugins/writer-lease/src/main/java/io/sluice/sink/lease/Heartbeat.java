package io.sluice.sink.lease;

import java.io.IOException;
import java.time.Duration;

/**
 * Renews a lease by a thread of its own until it is closed. A lease that could not be renewed in time, or that somebody else
 * has taken, is lost for good.
 */
public final class Heartbeat implements AutoCloseable {
    /** How often a lease is renewed before it would end. */
    private static final int BEATS = 4;

    private final Duration lease;
    private final Beat beat;
    private final Thread thread;
    private volatile long renewed;
    private volatile boolean taken;

    /** Renews once. */
    @FunctionalInterface
    public interface Beat {
        /**
         * Renews.
         *
         * @return false when somebody else has the lease
         * @throws IOException when it could not be renewed this time
         */
        boolean renew() throws IOException;
    }

    private Heartbeat(String name, Duration lease, Beat beat, long acquired) {
        this.lease = lease;
        this.beat = beat;
        this.renewed = acquired;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /**
     * Starts.
     *
     * @param lease how long a lease holds that is not renewed
     * @param acquired {@link System#nanoTime} before the lease was asked for
     */
    public static Heartbeat start(String name, Duration lease, long acquired, Beat beat) {
        Heartbeat heartbeat = new Heartbeat(name, lease, beat, acquired);
        heartbeat.thread.start();
        return heartbeat;
    }

    /** Whether the lease still holds. */
    public boolean holds() {
        return !taken && System.nanoTime() - renewed < lease.toNanos();
    }

    private void run() {
        try {
            while (!taken) {
                Thread.sleep(lease.toMillis() / BEATS);
                beat();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        long before = System.nanoTime();
        try {
            if (beat.renew()) {
                renewed = before;
            } else {
                taken = true;
            }
        } catch (IOException | RuntimeException later) {
            // There are more beats before the lease ends.
        }
    }

    /** Ends the renewing, and waits for one that is under way. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
