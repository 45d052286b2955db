package io.sluice.watch;

import java.time.Duration;

/** How a watch ended. In all cases there is a chain, of which the last round is the newest set. */
public sealed interface WatchOutcome {

    /** The last round that was committed. */
    WatchRound last();

    /** A final dump would stop the tree no longer than was wanted. */
    record Reached(WatchRound last) implements WatchOutcome {}

    /** All rounds that were wanted are done. */
    record RoundsDone(WatchRound last) implements WatchOutcome {}

    /** It was cancelled. A round that was under way then has left nothing. */
    record Cancelled(WatchRound last) implements WatchOutcome {}

    /**
     * More rounds do not come to the wanted stop as long as the tree writes as it does.
     *
     * @param wanted the wanted stop
     */
    record NotConverging(WatchRound last, Duration wanted) implements WatchOutcome {}
}
