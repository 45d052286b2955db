package io.sluice.dump;

import java.util.Objects;
import java.util.Optional;

/**
 * What to pre-dump, and where to.
 *
 * @param pid the root of the process tree, as Sluice's own pid namespace numbers it
 * @param set the name of the new set, which the sink interprets: a folder
 * @param parent the set that the new one adds to, relative to the new set or absolute; empty for a first set
 * @param drain the drain to use in place of the configured one
 * @param tracker the tracker to use in place of the configured one
 * @param tracking how long its tracking is to last; a tracker that has to last longer than a request stays in the targets
 *     unless this says {@link Tracking#STAYS_IN_SLUICE}
 */
public record PreDumpRequest(
        int pid,
        String set,
        Optional<String> parent,
        Optional<String> drain,
        Optional<String> tracker,
        Tracking tracking) {
    public PreDumpRequest {
        Objects.requireNonNull(set);
        Objects.requireNonNull(parent);
        Objects.requireNonNull(drain);
        Objects.requireNonNull(tracker);
        Objects.requireNonNull(tracking);
    }

    /** A first set of the tree at {@code pid}, by the configured components. */
    public static PreDumpRequest first(int pid, String set) {
        return new PreDumpRequest(pid, set, Optional.empty(), Optional.empty(), Optional.empty(), Tracking.ONE_SHOT);
    }

    /** A set that adds to {@code parent}, by the configured components. */
    public static PreDumpRequest next(int pid, String set, String parent) {
        return new PreDumpRequest(pid, set, Optional.of(parent), Optional.empty(), Optional.empty(), Tracking.ONE_SHOT);
    }

    /** The same, with its tracking to last otherwise. */
    public PreDumpRequest with(Tracking other) {
        return new PreDumpRequest(pid, set, parent, drain, tracker, other);
    }
}
