package io.sluice.benchmark.target;

/** How the target's sampler reads the clock. */
public enum Sampler {
    /** With a rest of 0.03 ms between two readings, in which others have its processor. */
    SLEEP,
    /** Without a pause. It needs a processor of its own. */
    SPIN
}
