package io.sluice.benchmark.result;

/**
 * A trial that broke off.
 *
 * @param target the target's name
 * @param place the file system's name
 * @param subject who dumped
 * @param trial the number of the fresh target, from 1
 * @param refused whether the subject says that it cannot do this at all
 * @param reason why, in one line
 */
public record Failure(String target, String place, String subject, int trial, boolean refused, String reason) {}
