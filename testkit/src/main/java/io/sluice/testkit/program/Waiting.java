package io.sluice.testkit.program;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for something that a process will do, with a limit. */
public final class Waiting {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Waiting() {}

    /** Waits until {@code reached}, a minute at the most; then the assertion fails with {@code what}. */
    public static void until(BooleanSupplier reached, Supplier<String> what) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain: " + what.get());
            }
            pause(1);
        }
    }

    /** Does nothing for so many milliseconds. */
    public static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
