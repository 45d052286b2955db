package io.sluice.cli;

import io.sluice.dump.PreDumpReport;
import io.sluice.memory.PageCounts;
import java.io.PrintWriter;
import java.util.Locale;

/** What a pre-dump did, for people. */
final class PreDumpText {
    private final PrintWriter out;

    PreDumpText(PrintWriter out) {
        this.out = out;
    }

    void print(PreDumpReport report, boolean statistics) {
        summary(report);
        if (report.stored().size() > 1) {
            report.stored().forEach(out::println);
        }
        report.wholeBecause().forEach(reason -> out.println("all pages were taken: " + reason));
        report.notes().forEach(note -> out.println("note: " + note));
        if (statistics) {
            statistics(report);
        }
    }

    private void summary(PreDumpReport report) {
        PageCounts counts = report.counts();
        out.printf(
                Locale.ROOT,
                "%s: stopped for %s; %d pages written, %d as in the parent, %d empty, in %s%n",
                report.set(),
                Amount.time(report.frozen()),
                counts.written(),
                counts.parent(),
                counts.empty(),
                Amount.time(report.total()));
    }

    private void statistics(PreDumpReport report) {
        out.printf("drain %s, tracker %s, sink %s%n", report.drain(), report.tracker(), report.sink());
        line("freezing time", Amount.time(report.freezing()));
        line("frozen time", Amount.time(report.frozen()));
        line("draining time", Amount.time(report.draining()));
        line("time for files", Amount.time(report.files()));
        line("committing time", Amount.time(report.committing()));
        line("total time", Amount.time(report.total()));
        counts("", report.taskCounts());
        counts("shared ", report.segmentCounts());
    }

    private void counts(String kind, PageCounts counts) {
        line(kind + "pages scanned", Long.toString(counts.scanned()));
        line(kind + "pages written", Long.toString(counts.written()));
        line(kind + "pages as in the parent", Long.toString(counts.parent()));
        line(kind + "pages empty", Long.toString(counts.empty()));
        line(kind + "pages gone before they were read", Long.toString(counts.vanished()));
    }

    private void line(String name, String value) {
        out.printf("  %-40s %s%n", name, value);
    }
}
