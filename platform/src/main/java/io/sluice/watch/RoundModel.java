package io.sluice.watch;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What a round costs, as a function of the bytes that are dirty when it comes; in seconds and bytes a second.
 *
 * <p>A final dump is a round whose draining happens while the tree stands still. It stops the tree for
 *
 * <pre>stop(bytes) = standing + looking + bytes / drained</pre>
 *
 * where <i>standing</i> is the stop itself, as the last rounds had it, <i>looking</i> the part of the draining that does not
 * depend on what is dirty, and <i>drained</i> the speed at which more bytes take longer. What comes after the last byte,
 * such as syncing and the commit, is not in it: the tree may run again, or run elsewhere.
 *
 * <p>While a round is taken the tree goes on writing: at a rate of <i>dirtied</i> the next one finds
 *
 * <pre>next(bytes) = dirtied * max(apart, around + looking + bytes / drained)</pre>
 *
 * where <i>around</i> is the rest of a round and <i>apart</i> the least time between the beginnings of two. Rounds tend to the
 * size that repeats itself; where {@code dirtied >= drained} there is none, and they grow until all that the tree writes to is
 * dirty every time.
 *
 * @param standing the stop of a round
 * @param looking of draining, what is the same for any number of bytes
 * @param around of a round, what is not draining
 * @param apart how far apart rounds begin at the least
 * @param drained bytes a second
 */
public record RoundModel(double standing, double looking, double around, double apart, double drained) {

    /** Rounds that hardly differ in bytes tell nothing of what a byte costs. */
    private static final double LEAST_DIFFERENCE = 0.25;

    /** The model that the rounds of a history obey. */
    static RoundModel of(History history, Duration apart) {
        Measurement newest = history.newest();
        double draining = Seconds.of(newest.draining());
        double drained = drained(history.largest(), newest);
        return new RoundModel(
                history.recent().stream()
                        .mapToDouble(round -> Seconds.of(round.stop()))
                        .max()
                        .orElseThrow(),
                Math.max(0, draining - newest.bytes() / drained),
                Seconds.of(newest.total()) - draining,
                Seconds.of(apart),
                drained);
    }

    /** What more bytes cost, by two rounds; by one alone where they do not differ enough. */
    private static double drained(Measurement largest, Measurement newest) {
        double bytes = largest.bytes() - newest.bytes();
        double time = Seconds.of(largest.draining().minus(newest.draining()));
        return bytes > LEAST_DIFFERENCE * largest.bytes() && time > 0
                ? bytes / time
                : Math.max(1, newest.bytes()) / Seconds.divisor(newest.draining());
    }

    /** How long a final dump of so many bytes would stop the tree. */
    public double stop(double bytes) {
        return standing + looking + bytes / drained;
    }

    /** From the beginning of a round that takes so many bytes to that of the next. */
    private double lasts(double bytes) {
        return Math.max(apart, around + looking + bytes / drained);
    }

    /** The bytes that rounds tend to at a rate of dirtying; empty when they never get that small. */
    public OptionalDouble limit(double dirtied) {
        double share = dirtied / drained;
        if (share >= 1) {
            return OptionalDouble.empty();
        }
        double atOnce = dirtied * (around + looking) / (1 - share);
        return OptionalDouble.of(Math.max(atOnce, dirtied * apart));
    }

    /** The rate of dirtying at which rounds tend to a final stop of {@code wanted} seconds; 0 when an idle tree's is longer. */
    public double affordable(double wanted) {
        double bytes = (wanted - standing - looking) * drained;
        return bytes <= 0 ? 0 : bytes / lasts(bytes);
    }
}
