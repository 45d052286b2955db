package io.sluice.kernel;

/** Sends signals (kill(2)). */
public final class Signals {
    private Signals() {}

    /** Sends one to a process; nothing where it is gone. */
    public static void send(int process, int signal) {
        if (Native.C.kill(process, signal) == -1 && !Native.errno().equals(Errno.ESRCH)) {
            throw new KernelException(Native.errno(), "kill " + process);
        }
    }
}
