package io.sluice.cli;

import io.sluice.control.Control;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns a signal that ends the process (Ctrl-C) into a cancelled request, and lets the process live until the request has
 * taken everything back. Such a process ends with 128 and the signal's number: 130 after Ctrl-C.
 */
final class Interruption {
    /** A request that is cancelled ends within milliseconds; one that does not must not hold the process for ever. */
    private static final int MOST_SECONDS = 10;

    private final AtomicReference<Control> running = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** From now on a signal cancels this request. */
    void cancels(Control control) {
        if (running.getAndSet(control) == null) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "interruption"));
        }
    }

    /** Everything was done and said: the process may end. */
    void end() {
        ended.countDown();
    }

    private void interrupt() {
        running.get().cancel();
        try {
            ended.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
