package io.sluice.image.describe;

import io.sluice.image.PagemapCounts;
import io.sluice.spi.memory.PageRange;
import java.util.Optional;

/**
 * One mapping, or, of a pre-dump, one run of pages without a gap.
 *
 * @param range from where to where
 * @param protection as proc_pid_maps(5) writes it, such as {@code rw-p}; empty of a run
 * @param what the file, or what it is for, where the set says it
 * @param counts how many of its pages are listed
 */
public record MappingDescription(
        PageRange range, Optional<String> protection, Optional<String> what, PagemapCounts counts) {

    /** The part of the listed pages that the set has itself, from 0 to 1. */
    public double changedShare() {
        return Shares.changed(counts);
    }
}
