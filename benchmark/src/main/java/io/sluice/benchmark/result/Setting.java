package io.sluice.benchmark.result;

import io.sluice.benchmark.subject.Skipped;
import io.sluice.benchmark.target.TargetKind;
import java.util.List;

/**
 * Under which circumstances a run was made.
 *
 * @param date when it began, as ISO 8601
 * @param form {@code short} or {@code long}
 * @param machine processors, memory, kernel, in words
 * @param programs the versions of the programs that were measured
 * @param targets what was dumped
 * @param places to which file systems, by name
 * @param trials how many fresh targets each
 * @param later how many later rounds each
 * @param share how many of 1000 pages the target changed
 * @param idleSeconds how long each idle span was
 * @param sampler how the target's sampler reads the clock
 * @param note what else a reader must know; may be empty
 * @param skipped who was not measured, and why
 */
public record Setting(
        String date,
        String form,
        String machine,
        List<String> programs,
        List<TargetKind> targets,
        List<String> places,
        int trials,
        int later,
        int share,
        double idleSeconds,
        String sampler,
        String note,
        List<Skipped> skipped) {}
