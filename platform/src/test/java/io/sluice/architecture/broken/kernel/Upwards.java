package io.sluice.architecture.broken.kernel;

import io.sluice.architecture.broken.dump.UsesEverything;

/** Breaks: arrows go downwards, no cycles. */
public final class Upwards {
    /** A dependency on a room above, which uses this one. */
    public UsesEverything above;
}
