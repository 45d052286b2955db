package io.sluice.benchmark.target;

/** How the target's sampler reads the clock. */
public enum Sampler {
    /** Every 0.05 ms; in between it leaves its processor to others. */
    SLEEP,
    /** Without a pause. It needs a processor of its own. */
    SPIN
}
