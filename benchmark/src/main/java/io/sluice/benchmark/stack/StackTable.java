package io.sluice.benchmark.stack;

import java.io.PrintWriter;
import java.util.Locale;

/** The table, in Markdown. */
record StackTable(String heap, PrintWriter out) {

    /** One dump, or the median of some. */
    record Dump(double pages, double stored, double drained, double command) {
        double ratio() {
            return pages / stored;
        }
    }

    static void head(PrintWriter out) {
        out.println(
                "| heap | sink | pages, MiB | stored, MiB | ratio | drained, MiB/s | of plain | bound, MiB/s | of bound | command, s |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
    }

    /** What there is without Sluice. */
    void bounds(Bounds bounds) {
        alone("the disk alone: `dd`, synced", bounds.disk(), bounds);
        bounds.compressors()
                .forEach((compressor, rate) -> alone(compressor.label() + ", the program alone", rate, bounds));
        if (!Bounds.hasCompressor()) {
            out.printf("| %s | the program `zstd` alone is not installed | | | | | | | | |%n", heap);
        }
    }

    private void alone(String what, double rate, Bounds bounds) {
        out.printf(Locale.ROOT, "| %s | %s | %.0f | | | %.0f | | | | |%n", heap, what, bounds.mebibytes(), rate);
    }

    void row(StackedSink sink, Dump dump, Dump plain, Bounds bounds) {
        out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.1f | %.0f | %.2f | %s | %.2f |%n",
                heap,
                sink.name(),
                dump.pages(),
                dump.stored(),
                dump.ratio(),
                dump.drained(),
                dump.drained() / plain.drained(),
                ofBound(sink, dump, bounds),
                dump.command());
    }

    private static String ofBound(StackedSink sink, Dump dump, Bounds bounds) {
        var bound = bounds.of(sink.compressor(), dump.ratio());
        return bound.isEmpty()
                ? "|"
                : String.format(Locale.ROOT, "%.0f | %.2f", bound.getAsDouble(), dump.drained() / bound.getAsDouble());
    }
}
