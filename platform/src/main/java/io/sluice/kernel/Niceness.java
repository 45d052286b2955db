package io.sluice.kernel;

/** How readily a thread leaves the processor to others (sched(7), setpriority(2): on Linux it is a thread's own). */
public final class Niceness {
    private static final int PROCESS = 0;
    private static final int CALLER = 0;

    private Niceness() {}

    /** Takes back some of the calling thread's, if it may (CAP_SYS_NICE, or RLIMIT_NICE); else it stays as it is. */
    public static void lower(int steps) {
        if (steps > 0) {
            Native.C.setpriority(PROCESS, CALLER, Native.C.getpriority(PROCESS, CALLER) - steps);
        }
    }
}
