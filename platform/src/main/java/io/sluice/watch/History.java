package io.sluice.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rounds so far, as far as forecasts need them: the one that wrote most, and the last few.
 *
 * @param largest the one that wrote most
 * @param recent the last ones, the newest at the end
 */
record History(Measurement largest, List<Measurement> recent) {
    /** So many rounds in a row are looked at: one alone may have been disturbed. */
    static final int RECENT = 3;

    History {
        recent = List.copyOf(recent);
    }

    static History of(Measurement first) {
        return new History(first, List.of(first));
    }

    static History of(Optional<History> before, Measurement next) {
        return before.map(history -> history.with(next)).orElseGet(() -> of(next));
    }

    History with(Measurement next) {
        List<Measurement> last = new ArrayList<>(recent);
        last.add(next);
        return new History(
                next.bytes() > largest.bytes() ? next : largest,
                last.subList(Math.max(0, last.size() - RECENT), last.size()));
    }

    Measurement newest() {
        return recent.get(recent.size() - 1);
    }
}
