package io.sluice.kernel;

/** What a tracee did (wait(2), ptrace(2)). */
public sealed interface TraceEvent {
    /** Nothing since the last look. */
    TraceEvent NOTHING = new Nothing();
    /** It has died, and nobody has to wait for it as its tracer any more. */
    TraceEvent DEAD = new Dead();

    /** Nothing since the last look. */
    record Nothing() implements TraceEvent {}

    /** It has died. */
    record Dead() implements TraceEvent {}

    /**
     * It has stopped because its tracer asked, or because its process was stopped before or meanwhile.
     *
     * @param group whether the whole process is stopped by a signal, and stays so after it was detached
     */
    record Stopped(boolean group) implements TraceEvent {}

    /**
     * It is about to take a signal, which gets lost unless it is passed on.
     *
     * @param signal its number
     */
    record Signalled(int signal) implements TraceEvent {}

    /** Reads a status of wait(2). */
    static TraceEvent of(int status) {
        boolean stopped = (status & 0xff) == 0x7f;
        int signal = status >> 8 & 0xff;
        int event = status >> 16;
        if (!stopped) {
            return DEAD;
        }
        if (event == 0) {
            return new Signalled(signal);
        }
        return new Stopped(signal != 5); // PTRACE_EVENT_STOP carries SIGTRAP unless in a group-stop
    }
}
