package io.sluice.memory;

/**
 * What became of the populated pages of a task or segment.
 *
 * @param scanned how many pages were found populated
 * @param written how many of them were stored
 * @param parent how many were left to the parent
 * @param empty how many held only zeros and were left out
 * @param vanished how many went away before they could be read
 */
public record PageCounts(long scanned, long written, long parent, long empty, long vanished) {
    /** Nothing yet. */
    public static final PageCounts NONE = new PageCounts(0, 0, 0, 0, 0);

    /** Both together. */
    public PageCounts plus(PageCounts other) {
        return new PageCounts(
                scanned + other.scanned,
                written + other.written,
                parent + other.parent,
                empty + other.empty,
                vanished + other.vanished);
    }
}
