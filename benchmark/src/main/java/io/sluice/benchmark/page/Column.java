package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Round;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A column of the tables.
 *
 * @param title above it
 * @param meaning what it tells, for the list below the tables
 * @param cell makes the text of the rounds of one subject with one target at one place
 */
record Column(String title, String meaning, Function<List<Round>, String> cell) {
    private static final double MEBIBYTE = 1 << 20;
    private static final double THOUSAND = 1e3;

    /** All of them, in order. */
    static List<Column> all() {
        return List.of(
                new Column(
                        "gap over idle, ms",
                        "the target's longest gap between two readings of its clock during the command, less that of the"
                                + " idle spans: median less median",
                        both(Column::gapOverIdle, "%.1f")),
                new Column(
                        "stop over idle, ms",
                        "the same, without the time that the target's sampler waited for a processor, of which the kernel keeps"
                                + " count",
                        both(Column::stopOverIdle, "%.1f")),
                new Column("idle gap, ms", "the longest gap of an idle span", both(idleGap(), "%.1f")),
                new Column(
                        "gap beside dd, ms",
                        "the longest gap over idle while dd ran, which does nothing to the target but to keep a processor busy",
                        first(Column::ddGapOverIdle, "%.1f")),
                new Column(
                        "frozen, ms",
                        "how long the target stood still, by the subject's own word",
                        both(
                                medianOf(round -> round.frozen() == null ? Double.NaN : round.frozen() * THOUSAND),
                                "%.1f")),
                new Column(
                        "command, s",
                        "the whole command, from a cold start, and syncing where that counts",
                        both(medianOf(round -> round.wall() + round.syncing()), "%.2f")),
                new Column("of dd", "the time of dd by the time of the command", first(medianOf(Round::ofDd), "%.2f")),
                new Column(
                        "draining of dd",
                        "the time of dd by that of the draining and the commit alone, by the subject's own word",
                        first(medianOf(Round::drainedOfDd), "%.2f")),
                new Column(
                        "stored, MiB",
                        "the files of the set",
                        both(medianOf(round -> round.stored() / MEBIBYTE), "%.0f")),
                new Column(
                        "speed, %",
                        "the target's speed during the command, of that in the idle span just before",
                        both(medianOf(round -> round.speedKept() * 100), "%.0f")),
                new Column(
                        "speed beside dd, %",
                        "the target's speed while dd ran, of its idle speed",
                        first(medianOf(round -> round.speedBesideDd() * 100), "%.0f")),
                new Column(
                        "speed between, %",
                        "the target's speed in the idle spans before later rounds, of that before the first",
                        later(medianOf(round -> round.speedBetween() * 100), "%.0f")),
                new Column(
                        "resident, MiB",
                        "the most memory that a process of the subject had resident",
                        all(rounds -> most(rounds, Round::resident) / MEBIBYTE, "%.0f")),
                new Column(
                        "slab, MiB",
                        "by how much the kernel's slab, of the whole machine, grew during the command at most",
                        both(medianOf(round -> (round.slabMost() - round.slabBefore()) / MEBIBYTE), "%.0f")),
                new Column(
                        "huge pages, MiB",
                        "AnonHugePages of the target, before the first round and after the last",
                        Column::hugePages));
    }

    private static double gapOverIdle(List<Round> rounds) {
        return medianOf(round -> round.gap() * THOUSAND).applyAsDouble(rounds)
                - idleGap().applyAsDouble(rounds);
    }

    private static double ddGapOverIdle(List<Round> rounds) {
        return medianOf(round -> round.ddGap() * THOUSAND).applyAsDouble(rounds)
                - idleGap().applyAsDouble(rounds);
    }

    private static double stopOverIdle(List<Round> rounds) {
        return medianOf(round -> round.stop() * THOUSAND).applyAsDouble(rounds)
                - medianOf(round -> round.idleStop() * THOUSAND).applyAsDouble(rounds);
    }

    private static ToDoubleFunction<List<Round>> idleGap() {
        return medianOf(round -> round.idleGap() * THOUSAND);
    }

    private static ToDoubleFunction<List<Round>> medianOf(ToDoubleFunction<Round> figure) {
        return rounds -> Median.of(rounds, figure);
    }

    private static double most(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).max().orElse(Double.NaN);
    }

    private static Function<List<Round>, String> first(ToDoubleFunction<List<Round>> figure, String format) {
        return rounds -> text(figure.applyAsDouble(firsts(rounds)), format);
    }

    private static Function<List<Round>, String> later(ToDoubleFunction<List<Round>> figure, String format) {
        return rounds -> text(figure.applyAsDouble(laters(rounds)), format);
    }

    private static Function<List<Round>, String> all(ToDoubleFunction<List<Round>> figure, String format) {
        return rounds -> text(figure.applyAsDouble(rounds), format);
    }

    private static Function<List<Round>, String> both(ToDoubleFunction<List<Round>> figure, String format) {
        return rounds -> first(figure, format).apply(rounds) + " / "
                + later(figure, format).apply(rounds);
    }

    private static String hugePages(List<Round> rounds) {
        int last = rounds.stream().mapToInt(Round::round).max().orElse(1);
        List<Round> ends =
                rounds.stream().filter(round -> round.round() == last).toList();
        double before = Median.of(firsts(rounds), Round::hugeBefore) / MEBIBYTE;
        double after = Median.of(ends, Round::hugeAfter) / MEBIBYTE;
        return text(before, "%.0f") + " to " + text(after, "%.0f");
    }

    private static List<Round> firsts(List<Round> rounds) {
        return rounds.stream().filter(Round::first).toList();
    }

    private static List<Round> laters(List<Round> rounds) {
        return rounds.stream().filter(round -> !round.first()).toList();
    }

    private static String text(double value, String format) {
        return Double.isNaN(value)
                ? "-"
                : String.format(Locale.ROOT, format, value).replaceFirst("^-(0(\\.0+)?)$", "$1");
    }
}
