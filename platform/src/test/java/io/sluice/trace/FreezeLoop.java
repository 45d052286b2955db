package io.sluice.trace;

import io.sluice.control.Control;
import java.util.concurrent.locks.LockSupport;

/** A program that freezes a process again and again, until it is killed. It says {@code in} at the start of every stop. */
public final class FreezeLoop {
    private static final long STOP_NANOS = 20_000_000;

    private FreezeLoop() {}

    /** Takes the process. */
    public static void main(String[] arguments) {
        int root = Integer.parseInt(arguments[0]);
        while (true) {
            TreeFreezer.freeze(root, Control.unlimited(), tree -> {
                System.out.println("in");
                LockSupport.parkNanos(STOP_NANOS);
                return null;
            });
        }
    }
}
