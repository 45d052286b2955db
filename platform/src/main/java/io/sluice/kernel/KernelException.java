package io.sluice.kernel;

/** A call to the kernel failed. */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Errno errno;

    /**
     * @param errno why
     * @param call what was called, with what matters of its arguments
     */
    public KernelException(Errno errno, String call) {
        super(call + ": " + errno);
        this.errno = errno;
    }

    /** The kernel answered, but not what it should. */
    KernelException(String seen) {
        super(seen);
        this.errno = new Errno(0);
    }

    /** Why; number 0 when no call failed, and an answer was wrong. */
    public Errno errno() {
        return errno;
    }
}
