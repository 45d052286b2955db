package io.sluice.watch;

import io.sluice.dump.PreDumpRequest;
import io.sluice.dump.Tracking;
import io.sluice.image.ImageSet;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What to watch, and until when. Round 1 goes into the set {@code folder/1}, and round N, which adds to it, into {@code folder/N}
 * with the parent {@code ../N-1}.
 *
 * @param pid the root of the process tree, as Sluice's own pid namespace numbers it
 * @param folder the name that the names of the sets begin with: a folder
 * @param every how long after the beginning of a round the next one begins, or at once when that has taken longer; not
 *     negative
 * @param untilStop ends with the first round after which a final dump would stop the tree for so long at the most, or when
 *     rounds do not come to that
 * @param rounds ends after so many, from 1 to {@link #MOST_ROUNDS}
 * @param drain the drain to use in place of the configured one
 * @param tracker the tracker to use in place of the configured one
 */
public record WatchRequest(
        int pid,
        String folder,
        Duration every,
        Optional<Duration> untilStop,
        int rounds,
        Optional<String> drain,
        Optional<String> tracker) {
    /** The most rounds: a chain can be so long, and the final dump must find room in it. */
    public static final int MOST_ROUNDS = ImageSet.LONGEST_CHAIN - 96;

    /** How far rounds are apart where nothing is said. */
    public static final Duration USUALLY_EVERY = Duration.ofSeconds(5);

    public WatchRequest {
        Objects.requireNonNull(folder);
        Objects.requireNonNull(untilStop);
        Objects.requireNonNull(drain);
        Objects.requireNonNull(tracker);
        if (every.isNegative()) {
            throw new IllegalArgumentException("rounds that are " + every + " apart");
        }
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("not a number of rounds: " + rounds);
        }
    }

    /** A round every five seconds, until it is cancelled; by the configured components. */
    public static WatchRequest of(int pid, String folder) {
        return new WatchRequest(
                pid, folder, USUALLY_EVERY, Optional.empty(), MOST_ROUNDS, Optional.empty(), Optional.empty());
    }

    /** Until a final dump would stop the tree for so long at the most; rounds follow each other at once, so that each is small. */
    public static WatchRequest until(Duration stop, int pid, String folder) {
        return new WatchRequest(
                pid, folder, Duration.ZERO, Optional.of(stop), MOST_ROUNDS, Optional.empty(), Optional.empty());
    }

    /** With as many rounds at the most. */
    public WatchRequest withRounds(int most) {
        return new WatchRequest(pid, folder, every, untilStop, most, drain, tracker);
    }

    /** With rounds so far apart. */
    public WatchRequest withEvery(Duration apart) {
        return new WatchRequest(pid, folder, apart, untilStop, rounds, drain, tracker);
    }

    /** With another drain than the configured one. */
    public WatchRequest withDrain(String name) {
        return new WatchRequest(pid, folder, every, untilStop, rounds, Optional.of(name), tracker);
    }

    /** With another tracker than the configured one. */
    public WatchRequest withTracker(String name) {
        return new WatchRequest(pid, folder, every, untilStop, rounds, drain, Optional.of(name));
    }

    /** The pre-dump of a round, which adds to the round before. */
    PreDumpRequest round(int number) {
        return round(number, tracker);
    }

    /** The same by a tracker that is known by now. */
    PreDumpRequest round(int number, Optional<String> by) {
        Optional<String> parent = number == 1 ? Optional.empty() : Optional.of("../" + (number - 1));
        return new PreDumpRequest(pid, folder + "/" + number, parent, drain, by, Tracking.STAYS_IN_SLUICE);
    }
}
