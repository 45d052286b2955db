package io.sluice.testkit.program;

import java.util.ArrayList;
import java.util.List;

/** A target whose memory and tasks never rest. */
public final class Storm {
    private static final int READY = 0;
    private static final int COUNTERS = 8;
    private final Target target;
    private final StatusFile status;

    Storm(Target target, StatusFile status) {
        this.target = target;
        this.status = status;
        Waiting.until(() -> status.word(READY) == 1, () -> "no storm");
    }

    /** The process. */
    public Target target() {
        return target;
    }

    /** How often it wrote, mapped, moved, changed rights, forked, started threads, made huge pages, and grew its heap. */
    public List<Long> counters() {
        List<Long> found = new ArrayList<>();
        for (int i = 1; i <= COUNTERS; i++) {
            found.add(status.word(i));
        }
        return found;
    }
}
