package io.sluice.trace.shadow;

/** What a shadow is to its target, by the flags of the clone(2) that makes it. */
enum ShadowKind {
    /** A thread more: it goes with the target whatever happens, and when it ends nothing is left. */
    THREAD(0x100 | 0x400 | 0x800 | 0x10000),
    /**
     * A process that shares the memory. A target of one thread stays one of one thread, so that it may still do what only
     * such a one may (unshare(2)), and a stop of the target does not stop the shadow; but its end leaves a child that has to
     * be reaped. That child has no signal for its end: the target's own waiting does not see it (wait(2), __WCLONE).
     */
    PROCESS(0x100 | 0x400);

    private final long flags;

    ShadowKind(long flags) {
        this.flags = flags;
    }

    long flags() {
        return flags;
    }
}
