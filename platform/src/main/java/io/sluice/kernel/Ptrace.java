package io.sluice.kernel;

/**
 * The requests of ptrace(2) that stop threads and let them go. All for one thread come from the one thread that seized
 * it. Answers are values, because any tracee may die at any moment.
 */
public final class Ptrace {
    private static final int CONT = 7;
    private static final int DETACH = 17;
    private static final int SEIZE = 0x4206;
    private static final int INTERRUPT = 0x4207;
    private static final int WNOHANG = 1;
    private static final int WALL = 0x40000000;

    private Ptrace() {}

    /** Makes the calling thread the tracer of a thread, which runs on. */
    public static Errno seize(int tid) {
        return request(SEIZE, tid, 0);
    }

    /** Asks a seized thread to stop; {@link #poll} says when it has. */
    public static Errno interrupt(int tid) {
        return request(INTERRUPT, tid, 0);
    }

    /** Lets a stopped thread run on; {@code signal} is delivered to it, unless 0. */
    public static Errno resume(int tid, int signal) {
        return request(CONT, tid, signal);
    }

    /** Lets go of a stopped thread, which is then as if nobody had traced it; {@code signal} as for {@link #resume}. */
    public static Errno detach(int tid, int signal) {
        return request(DETACH, tid, signal);
    }

    private static Errno request(int request, int tid, long data) {
        return Errno.of(Kernel.call(SystemCall.PTRACE, request, tid, 0, data));
    }

    /** Looks, without waiting, whether a seized thread has stopped or died since the last look (wait4(2)). */
    public static TraceEvent poll(int tid) {
        Scratch scratch = Scratch.ofThread();
        long result = Kernel.call(SystemCall.WAIT4, tid, scratch.address(), WNOHANG | WALL, 0);
        if (result == tid) {
            return TraceEvent.of(scratch.buffer().getInt(0));
        }
        return result == 0 || Errno.of(result) == Errno.EINTR ? TraceEvent.NOTHING : TraceEvent.DEAD;
    }

    /** The number of the calling thread (gettid(2)). */
    public static int ownThread() {
        return (int) Kernel.call(SystemCall.GETTID, 0, 0, 0);
    }
}
