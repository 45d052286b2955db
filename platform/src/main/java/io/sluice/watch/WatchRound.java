package io.sluice.watch;

import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * One round that was committed.
 *
 * @param number from 1
 * @param report what it did; its set is the newest of the chain
 * @param since from the beginning of the round before to that of this one; empty of the first
 * @param forecast what is to be expected now; empty of the first
 * @param next a pre-dump that adds to this round, of the same tree by the same components; by it the final dump is made by
 *     whoever sees to it that the tree does not run
 */
public record WatchRound(
        int number, PreDumpReport report, Optional<Duration> since, Optional<Forecast> forecast, PreDumpRequest next) {}
