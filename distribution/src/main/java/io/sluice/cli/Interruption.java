package io.sluice.cli;

import io.sluice.control.Control;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns a signal that ends the process (Ctrl-C) into a cancelled request, and lets the process live until the request has
 * taken everything back. Such a process ends with 128 and the signal's number: 130 after Ctrl-C; and with 0 where the signal
 * is how the request is meant to end.
 */
final class Interruption {
    /** A request that is cancelled ends within milliseconds; one that does not must not hold the process for ever. */
    private static final int MOST_SECONDS = 10;

    private final AtomicReference<Control> running = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean meant;

    /** From now on a signal cancels this request. */
    void cancels(Control control) {
        if (running.getAndSet(control) == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "interruption"));
        }
    }

    /** The signal was the end that the request was waiting for. */
    void isMeant() {
        meant = true;
    }

    /** Everything was done and said: the process may end. */
    void end() {
        ended.countDown();
    }

    private void interrupt() {
        running.get().cancel();
        try {
            if (ended.await(MOST_SECONDS, TimeUnit.SECONDS) && meant) {
                // Java would make the signal's number the status, and everything is closed by now.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
