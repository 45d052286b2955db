package io.sluice.spi.memory;

/**
 * What a read moved, and why it stopped.
 *
 * @param bytes how many bytes were put into the buffer, from 0 up; those are valid whatever {@code ending} says
 * @param ending why no more were moved
 */
public record ReadResult(int bytes, Ending ending) {

    /** Why a read moved no more than it did. */
    public enum Ending {
        /** All that was asked for is there. */
        COMPLETE,
        /** The byte after the last one moved cannot be read this way: unmapped, not readable, a guard, beyond a file. */
        UNREADABLE,
        /** The task is gone. */
        GONE,
        /** The kernel refuses: rights, a security module, a limit. */
        DENIED
    }
}
