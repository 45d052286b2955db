package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import java.time.Duration;
import jnr.ffi.Pointer;

/** A hold on one task, which is never another one with its pid (pidfd_open(2)). Usable from any thread. */
public final class PidDescriptor implements AutoCloseable {
    private static final short POLLIN = 1;
    private static final int PIDFD_THREAD = 0x80; // O_EXCL, since Linux 6.9
    private static final long PIDFD_OPEN = Architecture.current().number(Call.PIDFD_OPEN);
    private static final long PIDFD_GETFD = Architecture.current().number(Call.PIDFD_GETFD);
    private static final ThreadLocal<Pointer> POLL = ThreadLocal.withInitial(() -> Native.allocate(8));
    private final OpenFile file;

    private PidDescriptor(OpenFile file) {
        this.file = file;
    }

    /**
     * Takes hold of a process, or of a thread that is not the first of its process.
     *
     * @throws KernelException with {@link Errno#ESRCH} when it is gone
     */
    public static PidDescriptor open(int pid) {
        long number = Native.call(PIDFD_OPEN, pid, 0);
        boolean perhapsThread = number == -1
                && (Native.errno().equals(Errno.EINVAL) || Native.errno().equals(Errno.ENOENT));
        if (perhapsThread) {
            number = Native.call(PIDFD_OPEN, pid, PIDFD_THREAD);
        }
        return new PidDescriptor(OpenFile.of(Native.require(number, "pidfd_open " + pid)));
    }

    /** Whether the task has not ended. */
    public boolean alive() {
        return !ends(Duration.ZERO);
    }

    /** Waits until the task has ended, at the longest for so long, to the millisecond; answers whether it has. */
    public boolean ends(Duration longest) {
        Pointer poll = POLL.get();
        long end = System.nanoTime() + longest.toNanos();
        int ready;
        do {
            poll.putInt(0, file.number());
            poll.putInt(4, POLLIN);
            int left = (int) Math.max(0, (end - System.nanoTime()) / 1_000_000);
            ready = Native.C.poll(poll.address(), 1, left);
        } while (ready == -1 && Native.errno().equals(Errno.EINTR));
        return Native.require(ready, "poll of a pidfd") != 0;
    }

    /**
     * The file that the task has under a number of its table, as ours too (pidfd_getfd(2)); it lives until both are closed.
     *
     * @throws KernelException when the task is gone, has no such file, or without the right to trace it
     */
    public OpenFile file(int number) {
        return OpenFile.of(Native.require(Native.call(PIDFD_GETFD, file.number(), number, 0), "pidfd_getfd " + number));
    }

    @Override
    public void close() {
        file.close();
    }
}
