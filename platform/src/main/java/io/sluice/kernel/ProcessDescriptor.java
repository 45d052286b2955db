package io.sluice.kernel;

import java.nio.ByteBuffer;
import java.util.Optional;

/** A hold on one process, or one thread, that never means another with the same number (pidfd_open(2)). */
final class ProcessDescriptor implements AutoCloseable {
    private static final int PIDFD_THREAD = 0200;
    private static final short POLLIN = 1;
    private static final int POLLFD_REVENTS = 6;
    private static final int TIMESPEC = 8;
    private volatile int number;

    private ProcessDescriptor(int number) {
        this.number = number;
    }

    /**
     * Takes hold of a process, or of a thread that is not its process's first; empty where the kernel cannot.
     *
     * @throws KernelException when there is no such process or thread
     */
    static Optional<ProcessDescriptor> open(int pid) {
        long result = Kernel.call(SystemCall.PIDFD_OPEN, pid, 0, 0);
        if (Errno.of(result) == Errno.EINVAL || Errno.of(result) == Errno.ENOENT) {
            result = Kernel.call(SystemCall.PIDFD_OPEN, pid, PIDFD_THREAD, 0);
        }
        if (Errno.of(result) == Errno.ESRCH) {
            throw new KernelException("pidfd_open " + pid, result);
        }
        return Errno.of(result) == Errno.OK ? Optional.of(new ProcessDescriptor((int) result)) : Optional.empty();
    }

    /** Whether it is dead. */
    boolean dead() {
        Scratch scratch = Scratch.ofThread();
        ByteBuffer poll = scratch.buffer();
        poll.putInt(0, number);
        poll.putShort(4, POLLIN).putShort(POLLFD_REVENTS, (short) 0);
        poll.putLong(TIMESPEC, 0).putLong(TIMESPEC + 8, 0);
        long result = Kernel.call(SystemCall.PPOLL, scratch.address(), 1, scratch.address() + TIMESPEC, 0);
        return result == 1 && (poll.getShort(POLLFD_REVENTS) & POLLIN) != 0;
    }

    @Override
    public synchronized void close() {
        if (number >= 0) {
            Kernel.call(SystemCall.CLOSE, number, 0, 0);
            number = -1;
        }
    }
}
