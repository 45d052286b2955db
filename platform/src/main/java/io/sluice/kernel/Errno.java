package io.sluice.kernel;

/** The error numbers that Sluice tells apart (errno(3)). The numbers are the same on every architecture it runs on. */
public enum Errno {
    /** No error. */
    OK(0),
    EPERM(1),
    ENOENT(2),
    ESRCH(3),
    EINTR(4),
    EIO(5),
    ENXIO(6),
    EBADF(9),
    ECHILD(10),
    EAGAIN(11),
    ENOMEM(12),
    EACCES(13),
    EFAULT(14),
    EBUSY(16),
    ENODEV(19),
    ENOTDIR(20),
    EINVAL(22),
    ENFILE(23),
    EMFILE(24),
    ENOTTY(25),
    ENOSYS(38),
    EOPNOTSUPP(95),
    /** Any other. */
    OTHER(-1);

    private static final Errno[] BY_NUMBER = new Errno[96];

    static {
        for (Errno errno : values()) {
            if (errno.number >= 0) {
                BY_NUMBER[errno.number] = errno;
            }
        }
    }

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /**
     * The error in what a system call returned.
     *
     * @param result from -4095 to -1 a negative error number; anything else is {@link #OK}
     */
    public static Errno of(long result) {
        if (result >= 0 || result < -4095) {
            return OK;
        }
        Errno known = -result < BY_NUMBER.length ? BY_NUMBER[(int) -result] : null;
        return known == null ? OTHER : known;
    }

    /** Whether it says that a process or a thread is no more. */
    public boolean gone() {
        return this == ESRCH || this == ENOENT;
    }

    /** Whether it says that rights are missing. */
    public boolean denied() {
        return this == EPERM || this == EACCES;
    }
}
