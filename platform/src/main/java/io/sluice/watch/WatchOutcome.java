package io.sluice.watch;

import java.util.Objects;

/**
 * How a watch ended. In all cases there is a chain.
 *
 * @param end why it ended
 * @param request what was asked for
 * @param last the last round that was committed
 */
public record WatchOutcome(End end, WatchRequest request, WatchRound last) {

    /** Why a watch ends. */
    public enum End {
        /** A final dump would stop the tree no longer than was wanted. */
        REACHED,
        /** More rounds do not come to the wanted stop, as long as the tree writes as it does. */
        NOT_CONVERGING,
        /** All rounds that were wanted are done. */
        ROUNDS_DONE,
        /** It was cancelled. A round that was under way has left nothing. */
        CANCELLED
    }

    public WatchOutcome {
        Objects.requireNonNull(end);
        Objects.requireNonNull(request);
        Objects.requireNonNull(last);
    }
}
