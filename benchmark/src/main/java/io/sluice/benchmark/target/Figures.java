package io.sluice.benchmark.target;

/**
 * What a target saw in a span of time.
 *
 * @param longestGap nanoseconds between two readings of its clock
 * @param longestStop the same without what was waiting for a processor
 * @param speed steps of its writer in a second; each is a read anywhere and a write to a page that changes
 */
public record Figures(long longestGap, long longestStop, double speed) {}
