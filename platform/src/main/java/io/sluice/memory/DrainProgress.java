package io.sluice.memory;

import io.sluice.control.Control;
import io.sluice.control.Progress;

/** How far the draining of a whole tree is: counts on from target to target, and stops all when the request is ended. */
public final class DrainProgress {
    private final Control control;
    private final long expected;
    private long planned;

    /**
     * Begins at nothing.
     *
     * @param expected about how many bytes there are to look at; 0 when nobody knows
     */
    public DrainProgress(Control control, long expected) {
        this.control = control;
        this.expected = expected;
    }

    /** Takes note of one more chunk; ends the request when it was cancelled or is out of time. */
    synchronized void chunk(String target, long bytes) {
        planned += bytes;
        control.check("draining " + target);
        control.progress(new Progress("draining", planned, expected));
    }
}
