package io.sluice.watch;

import java.time.Duration;

/** Times as numbers to calculate with. */
final class Seconds {
    private static final double NANOS = 1e9;
    private static final double LEAST = 1e-9;

    private Seconds() {}

    static double of(Duration time) {
        return time.toNanos() / NANOS;
    }

    /** To divide by. */
    static double divisor(Duration time) {
        return Math.max(of(time), LEAST);
    }

    static Duration duration(double seconds) {
        return Duration.ofNanos((long) Math.min(seconds * NANOS, Long.MAX_VALUE));
    }
}
