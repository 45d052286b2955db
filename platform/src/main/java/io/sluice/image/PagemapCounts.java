package io.sluice.image;

/**
 * How many pages a pagemap lists.
 *
 * @param present in the set's own pages file
 * @param parent in the parent's images
 */
public record PagemapCounts(long present, long parent) {

    /** Both counts of both. */
    public PagemapCounts plus(PagemapCounts other) {
        return new PagemapCounts(present + other.present, parent + other.parent);
    }
}
