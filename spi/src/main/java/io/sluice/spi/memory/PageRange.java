package io.sluice.spi.memory;

/**
 * A run of whole pages, from {@code start} up to, not including, {@code end}.
 *
 * <p>Of a task's memory the addresses are virtual; of a shared segment they are offsets from its start.
 *
 * @param start the first byte, a multiple of the page size
 * @param end the byte after the last, a multiple of the page size, above {@code start}
 */
public record PageRange(long start, long end) implements Comparable<PageRange> {
    public PageRange {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("not a range: " + Long.toHexString(start) + "-" + Long.toHexString(end));
        }
    }

    /** Its length in bytes. */
    public long bytes() {
        return end - start;
    }

    /** Whether it holds the byte at {@code address}. */
    public boolean contains(long address) {
        return start <= address && address < end;
    }

    @Override
    public int compareTo(PageRange other) {
        int byStart = Long.compare(start, other.start);
        return byStart != 0 ? byStart : Long.compare(end, other.end);
    }

    @Override
    public String toString() {
        return Long.toHexString(start) + "-" + Long.toHexString(end);
    }
}
