package io.sluice.watch;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rounds so far say of those to come, and of a final dump that stops the tree for all of its draining.
 *
 * @param stop for how long the tree would stand still in a final dump that comes as long after the last round as that came
 *     after the one before
 * @param bytes what that dump would write
 * @param limit the stop that more rounds tend to; empty when the tree dirties memory as fast as it is drained, or faster
 * @param dirtied bytes a second that were written anew between the last two rounds: a page counts once, however often it was
 *     written
 * @param drained bytes a second that are drained
 * @param model what all this was calculated by
 */
public record Forecast(
        Duration stop, long bytes, Optional<Duration> limit, double dirtied, double drained, RoundModel model) {
    public Forecast {
        Objects.requireNonNull(stop);
        Objects.requireNonNull(limit);
    }

    /** Of the next rounds; empty after the first, for nothing is known of what the tree writes. */
    static Optional<Forecast> of(History history, Duration apart) {
        RoundModel model = RoundModel.of(history, apart);
        long bytes = history.newest().bytes();
        return history.newest().dirtied().map(dirtied -> {
            Optional<Duration> limit = model.limit(dirtied).stream()
                    .mapToObj(least -> Seconds.duration(model.stop(least)))
                    .findFirst();
            return new Forecast(
                    Seconds.duration(model.stop((double) bytes)), bytes, limit, dirtied, model.drained(), model);
        });
    }

    /** Bytes a second that the tree may dirty if rounds are to tend to such a stop; 0 when an idle tree's is longer. */
    public double affordable(Duration wanted) {
        return model.affordable(Seconds.of(wanted));
    }

    /** Whether a final dump now would stop the tree for so long at the most. */
    public boolean allows(Duration wanted) {
        return stop.compareTo(wanted) <= 0;
    }

    /** Whether more rounds tend to such a stop, or a shorter one. */
    boolean tendsTo(Duration wanted) {
        return limit.filter(least -> least.compareTo(wanted) <= 0).isPresent();
    }
}
