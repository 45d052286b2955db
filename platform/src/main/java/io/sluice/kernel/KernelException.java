package io.sluice.kernel;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;

/** A system call failed. What it was to do has not happened. */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Errno errno;
    private final String call;

    /**
     * @param call which call, on what; for people
     * @param result what it returned: a negative error number
     */
    public KernelException(String call, long result) {
        super(call + ": " + (Errno.of(result) == Errno.OTHER ? "error " + -result : Errno.of(result)));
        this.errno = Errno.of(result);
        this.call = call;
    }

    /** Which error. */
    public Errno errno() {
        return errno;
    }

    /** Which call, on what. */
    public String call() {
        return call;
    }

    /**
     * The same as a failure of a request that concerns a process.
     *
     * @param target what to call the process in the message
     */
    public SluiceException about(String target) {
        if (errno.gone()) {
            return new SluiceException(
                    ErrorCode.TARGET_GONE, target + " is gone", "name a process that is running", this);
        }
        if (errno.denied()) {
            return new SluiceException(
                    ErrorCode.DENIED,
                    "the kernel refuses access to " + target + " (" + getMessage() + ")",
                    "run as root, or as its user with CAP_SYS_PTRACE",
                    this);
        }
        return new SluiceException(
                ErrorCode.KERNEL, getMessage() + " (" + target + ")", "run sluice check; report it if all works", this);
    }
}
