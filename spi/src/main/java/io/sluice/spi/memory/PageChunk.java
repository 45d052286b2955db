package io.sluice.spi.memory;

import java.util.List;

/**
 * Pages that one worker moves in one go: ascending ranges that do not touch each other, a megabyte at the most in all.
 *
 * @param ranges the ranges, at least one
 * @param readable whether the mapping may be read by the task itself; if not, only {@link TaskMemory#readForced} sees it
 * @param backing what stands behind all of them
 * @param mappingBytes how long the mapping is that they are of; of several small neighbours, the longest
 */
public record PageChunk(List<PageRange> ranges, boolean readable, Backing backing, long mappingBytes) {

    /** The most bytes that a chunk has. */
    public static final int MOST_BYTES = 1 << 20;

    public PageChunk {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a chunk has at least one range");
        }
        if (bytes(ranges) > MOST_BYTES) {
            throw new IllegalArgumentException("a chunk of " + bytes(ranges) + " bytes");
        }
    }

    /** Of an anonymous mapping that is no longer than the ranges. */
    public PageChunk(List<PageRange> ranges, boolean readable) {
        this(ranges, readable, Backing.ANONYMOUS, bytes(ranges));
    }

    /** The length of all its ranges together, in bytes. */
    public int bytes() {
        return (int) bytes(ranges);
    }

    private static long bytes(List<PageRange> ranges) {
        return ranges.stream().mapToLong(PageRange::bytes).sum();
    }
}
