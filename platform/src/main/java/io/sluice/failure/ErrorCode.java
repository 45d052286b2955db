package io.sluice.failure;

/**
 * What kind of failure it was. Each kind has the exit status that the command line ends with; they are documented in the
 * user guide and do not change.
 */
public enum ErrorCode {
    /** The kernel did what it should not, or something that Sluice has no better word for. */
    KERNEL(1),
    /** The request makes no sense: an unknown mode, a missing value. */
    USAGE(2),
    /** config.yaml is wrong. */
    CONFIG(2),
    /** A plugin is missing, does not fit, or failed. */
    PLUGIN(3),
    /** There is no such process, or it went away. */
    TARGET_GONE(4),
    /** The process tree holds something that cannot be dumped. */
    TARGET_UNSUPPORTED(5),
    /** The kernel refuses: rights, a security module, a limit. */
    DENIED(6),
    /** The name of the new set is taken, by a set or by a writer at work. */
    SET_TAKEN(7),
    /** There is no set, or no parent, where one was named. */
    SET_MISSING(8),
    /** A set, or its chain, is not what its manifest says. */
    SET_DAMAGED(9),
    /** Images cannot be stored or read: no space, no permission, a broken device. */
    STORAGE(10),
    /** The time given was not enough. */
    TIMEOUT(11),
    /** More rounds do not come to the wanted stop. */
    NOT_CONVERGING(12),
    /** Files of this machine are not those that a set was made with. */
    FILES_DIFFER(13),
    /** Somebody cancelled. */
    CANCELLED(130),
    /** A mistake in Sluice itself. */
    INTERNAL(70);

    private final int exitStatus;

    ErrorCode(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** The exit status of a command that ends with this. */
    public int exitStatus() {
        return exitStatus;
    }
}
