package io.sluice.benchmark.store;

import io.sluice.benchmark.page.Median;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The tables, in Markdown. */
record StoreTable(PrintWriter out) {

    void headOfPairs(int mebibytes) {
        out.println("| " + mebibytes + " MiB | plain upload, MiB/s | its command, s | its memory, MiB"
                + " | dump, MiB/s | its command, s | its memory, MiB | dump, of plain | load |");
        out.println("|---|---|---|---|---|---|---|---|---|");
    }

    void row(int number, Pair pair) {
        row("pair " + number, pair.upload(), pair.dump(), pair.ratio(), pair.load());
    }

    /** The median of each column: also of the pairs' own ratios. */
    void medians(List<Pair> pairs) {
        row(
                "median",
                Moved.median(pairs.stream().map(Pair::upload).toList()),
                Moved.median(pairs.stream().map(Pair::dump).toList()),
                Median.of(pairs.stream().map(Pair::ratio).toList()),
                Median.of(pairs.stream().map(Pair::load).toList()));
    }

    private void row(String name, Moved upload, Moved dump, double ratio, double load) {
        out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.0f | %.1f | %.1f | %.0f | %.2f | %.1f |%n",
                name,
                upload.rate(),
                upload.command(),
                upload.resident(),
                dump.rate(),
                dump.command(),
                dump.resident(),
                ratio,
                load);
        out.flush();
    }

    void memory(int mebibytes, Moved dump) {
        out.printf(
                Locale.ROOT,
                "%nA dump of %d MiB: %.1f MiB/s, command %.1f s, most memory %.0f MiB%n",
                mebibytes,
                dump.rate(),
                dump.command(),
                dump.resident());
        out.flush();
    }
}
