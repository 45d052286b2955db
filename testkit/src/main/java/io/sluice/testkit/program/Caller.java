package io.sluice.testkit.program;

/** A target that makes the system calls of its own that a test asks for. Used by one thread. */
public final class Caller {
    /** Private and anonymous memory, as mmap(2) has it. */
    public static final long PRIVATE_ANONYMOUS = 0x22;

    /** Address space that nothing is set aside for, as mmap(2) has it. */
    public static final long NO_RESERVE = 0x4000;

    private static final long SHARED_ANONYMOUS = 0x21;

    private static final int READY = 0;
    private static final int REQUEST = 1;
    private static final int DONE = 2;
    private static final int RESULT = 3;
    private static final int NUMBER = 4;
    private static final int ARGUMENT = 5;
    private static final int ARGUMENTS = 6;
    private static final long TOUCH = -1;
    private static final long MMAP = 9;
    private static final long MUNMAP = 11;
    private static final long MREMAP = 25;
    private static final long FIXED = 0x10;
    private static final long NO_FILE = -1;
    private static final long MAY_MOVE = 1;

    private final Target target;
    private final StatusFile status;

    Caller(Target target, StatusFile status) {
        this.target = target;
        this.status = status;
        Waiting.until(() -> status.word(READY) == 1, () -> "no caller");
    }

    /** The process. */
    public Target target() {
        return target;
    }

    /** Maps memory where the kernel likes. */
    public long map(long bytes, long protection, long flags) {
        return require("mmap", call(MMAP, 0, bytes, protection, flags, NO_FILE, 0));
    }

    /** Maps private memory that can be read and written, in place of what is there. */
    public void mapAt(long address, long bytes) {
        require("mmap", call(MMAP, address, bytes, 3, PRIVATE_ANONYMOUS | FIXED, NO_FILE, 0));
    }

    /** The same, shared. */
    public void shareAt(long address, long bytes) {
        require("mmap", call(MMAP, address, bytes, 3, SHARED_ANONYMOUS | FIXED, NO_FILE, 0));
    }

    /** Unmaps memory. */
    public void unmap(long address, long bytes) {
        require("munmap", call(MUNMAP, address, bytes));
    }

    /**
     * Asks mremap(2) for another size, at another place if it must.
     *
     * @return the new address, or a negative errno
     */
    public long remap(long address, long bytes, long wanted) {
        return call(MREMAP, address, bytes, wanted, MAY_MOVE);
    }

    /** Writes to each page. */
    public void touch(long address, long bytes) {
        require("touching", call(TOUCH, address, bytes));
    }

    private static long require(String what, long result) {
        if (result < 0 && result > -4096) {
            throw new AssertionError(what + " failed in the caller: errno " + -result);
        }
        return result;
    }

    private long call(long number, long... arguments) {
        status.word(NUMBER, number);
        for (int i = 0; i < ARGUMENTS; i++) {
            status.word(ARGUMENT + i, i < arguments.length ? arguments[i] : 0);
        }
        long request = status.word(REQUEST) + 1;
        status.word(REQUEST, request);
        Waiting.until(() -> status.word(DONE) == request || !target.alive(), () -> "no answer from " + target.pid());
        if (status.word(DONE) != request) {
            throw new AssertionError("the caller died");
        }
        return status.word(RESULT);
    }
}
