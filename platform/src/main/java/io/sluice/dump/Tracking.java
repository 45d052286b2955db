package io.sluice.dump;

/** How long the tracking of changes is to last. */
public enum Tracking {
    /** No longer than the request: the tracker {@code auto} is one that needs nothing in the target between rounds. */
    ONE_SHOT,
    /** Until the targets end or are released: it may stay in them. */
    STAYS_IN_TARGET,
    /** As long as this Sluice: nothing stays in the targets, and later requests go on with it. */
    STAYS_IN_SLUICE
}
