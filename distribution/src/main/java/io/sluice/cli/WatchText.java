package io.sluice.cli;

import io.sluice.dump.PreDumpReport;
import io.sluice.memory.Pages;
import io.sluice.watch.Forecast;
import io.sluice.watch.WatchOutcome;
import io.sluice.watch.WatchRound;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** What a watch finds, for people. */
final class WatchText {
    private WatchText() {}

    static void print(WatchRound round, PrintWriter out) {
        PreDumpReport report = round.report();
        long written = report.counts().written();
        out.printf(
                Locale.ROOT,
                "round %d: %d pages written, %s%s; stopped for %s%s%n",
                round.number(),
                written,
                Amount.bytes(written * Pages.SIZE),
                round.forecast()
                        .map(forecast -> ", " + rate(forecast.dirtied()))
                        .orElse(""),
                Amount.time(report.frozen()),
                round.forecast().map(WatchText::expected).orElse(""));
        report.stored().stream()
                .filter(holding -> holding.missing().isPresent())
                .forEach(holding -> out.println("  " + holding));
        report.wholeBecause().forEach(reason -> out.println("  all pages were taken: " + reason));
        report.notes().forEach(note -> out.println("  note: " + note));
    }

    private static String expected(Forecast forecast) {
        return "; a final stop would take " + Amount.time(forecast.stop())
                + forecast.limit()
                        .map(limit -> ", and tends to " + Amount.time(limit))
                        .orElse(", and does not get shorter");
    }

    static void print(WatchOutcome outcome, PrintWriter out) {
        out.println(meaning(outcome) + "; the last set is "
                + outcome.last().report().set());
    }

    private static String meaning(WatchOutcome outcome) {
        return switch (outcome.end()) {
            case REACHED ->
                "reached: a final stop would take "
                        + Amount.time(outcome.last().forecast().orElseThrow().stop());
            case ROUNDS_DONE -> "done after " + outcome.last().number() + " rounds";
            case CANCELLED -> "ended by a signal";
            case NOT_CONVERGING ->
                "it does not converge: "
                        + reason(
                                outcome.last().forecast().orElseThrow(),
                                outcome.request().untilStop().orElseThrow());
        };
    }

    private static String reason(Forecast forecast, Duration wanted) {
        double affordable = forecast.affordable(wanted);
        return "the tree dirties " + rate(forecast.dirtied())
                + forecast.limit()
                        .map(limit -> ", by which final stops tend to " + Amount.time(limit))
                        .orElse(", and " + Amount.bytes((long) forecast.drained()) + "/s are drained")
                + "; for " + Amount.time(wanted)
                + (affordable > 0
                        ? " it must be " + rate(affordable) + " at the most"
                        : " even a tree that writes nothing stands still too long");
    }

    private static String rate(double bytes) {
        return String.format(Locale.ROOT, "%.0f pages/s (%s/s)", bytes / Pages.SIZE, Amount.bytes((long) bytes));
    }
}
