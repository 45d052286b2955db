package io.sluice.watch;

import io.sluice.dump.PreDumpReport;
import io.sluice.memory.Pages;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One round, as the forecast sees it.
 *
 * @param bytes what was written
 * @param since from the beginning of the round before to that of this one; empty of the first
 * @param stop how long the tree stood still
 * @param draining scanning, moving and writing the pages
 * @param total the whole round
 */
record Measurement(long bytes, Optional<Duration> since, Duration stop, Duration draining, Duration total) {
    Measurement {
        Objects.requireNonNull(since);
        Objects.requireNonNull(stop);
        if (bytes < 0 || draining.isNegative() || total.compareTo(draining) < 0) {
            throw new IllegalArgumentException("not a round: " + bytes + " bytes, " + draining + " of " + total);
        }
    }

    static Measurement of(PreDumpReport report, Optional<Duration> since) {
        return new Measurement(
                report.counts().written() * Pages.SIZE, since, report.frozen(), report.draining(), report.total());
    }

    /** Bytes a second that were written anew since the round before: a page counts once, however often it was written. */
    Optional<Double> dirtied() {
        return since.map(time -> bytes / Seconds.divisor(time));
    }
}
