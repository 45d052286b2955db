package io.sluice.benchmark.target;

import java.util.List;

/**
 * What a target is to be.
 *
 * @param name by which options and tables call it
 * @param title what it is, for a reader
 * @param mebibytes the size of its region; a little less where the mappings do not share it evenly
 * @param mappings how many mappings the region has
 * @param threads how many threads it has, at least 3
 * @param hugePages whether it asks for huge pages; else it asks for none
 */
public record TargetKind(String name, String title, int mebibytes, int mappings, int threads, boolean hugePages) {
    private static final int FEW = 3;

    /** The targets of a whole benchmark. */
    public static List<TargetKind> all() {
        return List.of(
                plain("64m", "64 MiB", 64),
                plain("512m", "512 MiB", 512),
                plain("2g", "2 GiB", 2048),
                new TargetKind("mappings", "512 MiB in 10,000 mappings", 512, 10_000, FEW, false),
                new TargetKind("threads", "512 MiB, 64 threads", 512, 1, 64, false),
                new TargetKind("huge", "512 MiB in huge pages", 512, 1, FEW, true));
    }

    /** As {@link #all}, small ones. */
    public static List<TargetKind> small() {
        return List.of(
                plain("64m", "64 MiB", 64),
                new TargetKind("mappings", "32 MiB in 1,000 mappings", 32, 1_000, FEW, false),
                new TargetKind("threads", "32 MiB, 16 threads", 32, 1, 16, false),
                new TargetKind("huge", "32 MiB in huge pages", 32, 1, FEW, true));
    }

    private static TargetKind plain(String name, String title, int mebibytes) {
        return new TargetKind(name, title, mebibytes, 1, FEW, false);
    }
}
