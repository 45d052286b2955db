package io.sluice.spi.memory;

/** What stands behind pages. */
public enum Backing {
    /** Nothing: they began as zeros, and belong to one task. */
    ANONYMOUS,
    /** A file, of which the task has copies of its own. */
    FILE,
    /** A shared segment. */
    SHARED
}
