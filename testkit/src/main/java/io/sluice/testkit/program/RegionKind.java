package io.sluice.testkit.program;

import java.util.List;
import java.util.Locale;

/** The kinds of memory that a keeper can have; the order is the program's. */
public enum RegionKind {
    /** Private and anonymous. */
    ANONYMOUS,
    /** From malloc, in the heap. */
    HEAP,
    /** In the main thread's stack. */
    STACK,
    /** A private file mapping: a third of its pages copied, some of those overwritten with zeros. */
    FILE,
    /** As {@link #FILE}; the file was deleted. */
    DELETED,
    /** Shared and anonymous. */
    SHARED,
    /** A shared memfd; half of the writes go through write(2). */
    MEMFD,
    /** System V shared memory. */
    SYSV,
    /** With contents, and without any right. */
    NONE,
    /** Advised to be huge pages. */
    HUGE,
    /** With a guard region within; not on kernels before 6.13. */
    GUARD,
    /** Never touched, only read, overwritten with zeros, and written, page by page in turn. */
    ZERO;

    /** The kind with the program's number. */
    static RegionKind numbered(int number) {
        return List.of(values()).get(number);
    }

    /** The name as the program has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a shared segment, which has a pagemap of its own. */
    public boolean segment() {
        return this == SHARED || this == MEMFD || this == SYSV;
    }
}
