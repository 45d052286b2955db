package io.sluice.image.manifest;

/**
 * How many pages the round saw, of tasks and of shared segments.
 *
 * @param scanned pages of tasks that were looked at
 * @param written pages of tasks in this set's pages files
 * @param parent pages of tasks that the parent has
 * @param sharedScanned pages of segments that were looked at
 * @param sharedWritten pages of segments in this set's pages files
 * @param sharedParent pages of segments that the parent has
 */
public record Counts(
        long scanned, long written, long parent, long sharedScanned, long sharedWritten, long sharedParent) {
    public Counts {
        if ((scanned | written | parent | sharedScanned | sharedWritten | sharedParent) < 0) {
            throw new IllegalArgumentException("a count is below zero");
        }
    }
}
