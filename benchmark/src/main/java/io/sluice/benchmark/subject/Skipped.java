package io.sluice.benchmark.subject;

/**
 * A subject that was wanted and is not measured.
 *
 * @param subject its name
 * @param reason why
 */
public record Skipped(String subject, String reason) {}
