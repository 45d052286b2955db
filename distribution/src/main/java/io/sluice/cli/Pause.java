package io.sluice.cli;

import io.sluice.control.Control;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting that can be cancelled. */
final class Pause {
    private static final int SLICE = 20;

    private Pause() {}

    static void of(long milliseconds, String stage, Control control) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (System.nanoTime() - end < 0) {
            control.check(stage);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(SLICE));
        }
    }
}
