package io.sluice.image;

/**
 * How many pages a pagemap lists.
 *
 * @param present in the set's own pages file
 * @param parent in the parent's images
 */
public record PageCounts(long present, long parent) {

    /** Both counts of both. */
    public PageCounts plus(PageCounts other) {
        return new PageCounts(present + other.present, parent + other.parent);
    }
}
