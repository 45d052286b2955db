package io.sluice.image;

import io.sluice.image.manifest.Counts;
import io.sluice.image.manifest.Times;
import io.sluice.image.message.DumpStatsEntry;
import io.sluice.image.message.StatsEntry;
import java.util.List;

/** Makes stats-dump, CRIU's statistics of a dump; its times are in microseconds. */
final class Statistics {
    static final String IMAGE = "stats-dump";

    private Statistics() {}

    static Counts counts(SetFacts facts, List<PageImages> pages) {
        PagemapCounts tasks = new PagemapCounts(0, 0);
        PagemapCounts segments = new PagemapCounts(0, 0);
        for (PageImages images : pages) {
            if (images.key() instanceof PagesKey.Task) {
                tasks = tasks.plus(images.counts());
            } else {
                segments = segments.plus(images.counts());
            }
        }
        return new Counts(
                facts.scanned(),
                tasks.present(),
                tasks.parent(),
                facts.sharedScanned(),
                segments.present(),
                segments.parent());
    }

    static StatsEntry of(SetFacts facts, List<PageImages> pages) {
        Counts counts = counts(facts, pages);
        Times times = facts.times();
        return StatsEntry.newBuilder()
                .setDump(DumpStatsEntry.newBuilder()
                        .setFreezingTime(microseconds(times.freezing()))
                        .setFrozenTime(microseconds(times.frozen()))
                        .setMemdumpTime(microseconds(times.dump()))
                        .setMemwriteTime(microseconds(times.write()))
                        .setPagesScanned(counts.scanned())
                        .setPagesSkippedParent(counts.parent())
                        .setPagesWritten(counts.written())
                        .setIrmapResolve(0)
                        .setPagesLazy(0)
                        .setShpagesScanned(counts.sharedScanned())
                        .setShpagesSkippedParent(counts.sharedParent())
                        .setShpagesWritten(counts.sharedWritten()))
                .build();
    }

    /** The field has 32 bits, 71 minutes: a longer time is told as that. */
    private static int microseconds(long time) {
        return (int) Math.min(time, 0xffff_ffffL);
    }
}
