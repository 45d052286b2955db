package io.sluice.benchmark.subject;

/**
 * What a subject says that it did.
 *
 * @param frozenSeconds how long the target stood still
 * @param drainedSeconds from the first page read to the end of the commit
 */
public record OwnReport(double frozenSeconds, double drainedSeconds) {}
