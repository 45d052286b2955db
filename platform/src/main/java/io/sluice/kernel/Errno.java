package io.sluice.kernel;

import java.util.Map;

/**
 * Why a call failed (errno(3)).
 *
 * @param number the number
 */
public record Errno(int number) {
    /** Not permitted. */
    public static final Errno EPERM = new Errno(1);
    /** No such file. */
    public static final Errno ENOENT = new Errno(2);
    /** No such task. */
    public static final Errno ESRCH = new Errno(3);
    /** Interrupted. */
    public static final Errno EINTR = new Errno(4);
    /** Input or output error; of /proc/PID/mem: nothing is mapped there. */
    public static final Errno EIO = new Errno(5);
    /** No such device or address; of lseek(2): no data behind that offset. */
    public static final Errno ENXIO = new Errno(6);
    /** No child. */
    public static final Errno ECHILD = new Errno(10);
    /** Permission denied. */
    public static final Errno EACCES = new Errno(13);
    /** Nothing there now. */
    public static final Errno EAGAIN = new Errno(11);
    /** Out of memory; of a userfaultfd: the address space that it was made for is gone. */
    public static final Errno ENOMEM = new Errno(12);
    /** Bad address. */
    public static final Errno EFAULT = new Errno(14);
    /** Busy: somebody else has it. */
    public static final Errno EBUSY = new Errno(16);
    /** There is a file of that name. */
    public static final Errno EEXIST = new Errno(17);
    /** A part of a path is no folder. */
    public static final Errno ENOTDIR = new Errno(20);
    /** Invalid argument. */
    public static final Errno EINVAL = new Errno(22);
    /** Not a request of this descriptor. */
    public static final Errno ENOTTY = new Errno(25);

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(1, "EPERM"),
            Map.entry(2, "ENOENT"),
            Map.entry(3, "ESRCH"),
            Map.entry(4, "EINTR"),
            Map.entry(5, "EIO"),
            Map.entry(6, "ENXIO"),
            Map.entry(9, "EBADF"),
            Map.entry(10, "ECHILD"),
            Map.entry(11, "EAGAIN"),
            Map.entry(12, "ENOMEM"),
            Map.entry(13, "EACCES"),
            Map.entry(14, "EFAULT"),
            Map.entry(16, "EBUSY"),
            Map.entry(20, "ENOTDIR"),
            Map.entry(22, "EINVAL"),
            Map.entry(23, "ENFILE"),
            Map.entry(24, "EMFILE"),
            Map.entry(25, "ENOTTY"),
            Map.entry(28, "ENOSPC"),
            Map.entry(36, "ENAMETOOLONG"),
            Map.entry(38, "ENOSYS"),
            Map.entry(40, "ELOOP"));

    static Errno of(int number) {
        return new Errno(number);
    }

    /** Its name, or its number where it has none here. */
    /** Whether it says of a task, or of a file of /proc that tells of one, that it is gone: before the opening, or after it. */
    public boolean isGone() {
        return equals(ESRCH) || equals(ENOENT);
    }

    @Override
    public String toString() {
        return NAMES.getOrDefault(number, "errno " + number);
    }
}
