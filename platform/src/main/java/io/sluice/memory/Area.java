package io.sluice.memory;

import io.sluice.spi.memory.Backing;
import io.sluice.spi.memory.PageRange;

/**
 * A stretch of memory whose pages are treated alike: a mapping, or a shared segment.
 *
 * @param range its addresses
 * @param readable whether the task itself may read it
 * @param emptyIsZero whether a page that is not listed reads as zeros, so that zero pages need not be stored; else it
 *     reads as a file's bytes
 * @param stored which of its pages are stored
 * @param backing what stands behind its pages
 */
public record Area(PageRange range, boolean readable, boolean emptyIsZero, Stored stored, Backing backing) {

    /** A mapping of one task. */
    public Area(PageRange range, boolean readable, boolean emptyIsZero, Stored stored) {
        this(range, readable, emptyIsZero, stored, emptyIsZero ? Backing.ANONYMOUS : Backing.FILE);
    }

    /** A shared segment of so many bytes. */
    public static Area segment(long bytes) {
        return new Area(new PageRange(0, bytes), true, true, Stored.CHANGED, Backing.SHARED);
    }

    /** The part of it before an address. */
    Area upTo(long end) {
        return end >= range.end()
                ? this
                : new Area(new PageRange(range.start(), end), readable, emptyIsZero, stored, backing);
    }

    /** Whether pages of both can be in one chunk. */
    boolean alike(Area other) {
        return readable == other.readable
                && emptyIsZero == other.emptyIsZero
                && stored == other.stored
                && backing == other.backing;
    }
}
