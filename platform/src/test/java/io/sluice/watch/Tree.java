package io.sluice.watch;

import java.time.Duration;
import java.util.Optional;

/**
 * A tree that dirties memory evenly and rounds that obey the model exactly, to see what is made of them.
 *
 * @param bytes all that it writes to
 * @param dirtied bytes a second that it dirties, of those that are clean
 * @param drained bytes a second that rounds drain
 * @param looking seconds that a round looks at memory
 * @param around seconds of a round that are not draining
 */
record Tree(double bytes, double dirtied, double drained, double looking, double around) {
    static final Duration STOP = Duration.ofMillis(1);

    Measurement first() {
        return round(bytes, Optional.empty());
    }

    /** The round that follows at once, or so far after the beginning of the one before. */
    Measurement after(Measurement before, Duration apart) {
        Duration since = before.total().compareTo(apart) > 0 ? before.total() : apart;
        return round(Math.min(bytes, dirtied * Seconds.of(since)), Optional.of(since));
    }

    private Measurement round(double taken, Optional<Duration> since) {
        double draining = looking + taken / drained;
        return new Measurement(
                (long) taken, since, STOP, Seconds.duration(draining), Seconds.duration(draining + around));
    }
}
