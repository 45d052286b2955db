package io.sluice.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Judges whether rounds come to a wanted stop, forecast by forecast. Used by one thread. */
final class Convergence {
    /** Less than that is no progress. */
    private static final double STILL_FALLING = 0.9;

    private final Duration wanted;
    private final List<Forecast> doubtful = new ArrayList<>();

    enum Judgement {
        /** A final dump now would do. */
        REACHED,
        /** Not yet: another round may bring it. */
        OPEN,
        /** More rounds will not bring it, as long as the tree writes as it does. */
        HOPELESS
    }

    /** @param wanted the longest final stop that is wanted */
    Convergence(Duration wanted) {
        this.wanted = wanted;
    }

    /**
     * Judges after one more round. It takes {@link History#RECENT} rounds in a row that tend to a longer stop than is wanted, and
     * that write no less from the first of them to the last, until that is believed.
     */
    Judgement judge(Forecast next) {
        if (next.allows(wanted)) {
            return Judgement.REACHED;
        }
        if (next.tendsTo(wanted)) {
            doubtful.clear();
            return Judgement.OPEN;
        }
        doubtful.add(next);
        if (doubtful.size() > History.RECENT) {
            doubtful.remove(0);
        }
        boolean falling = next.bytes() < STILL_FALLING * doubtful.get(0).bytes();
        return doubtful.size() < History.RECENT || falling ? Judgement.OPEN : Judgement.HOPELESS;
    }
}
