package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Round;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Something that is plotted.
 *
 * @param name of its file
 * @param title above the plot, with the unit
 * @param value of a round; no number where the round has none
 * @param logarithmicFrom the left end of a logarithmic axis; 0 for a linear one
 * @param reference a value that is marked, such as dd's own; no number for none
 */
record Figure(String name, String title, ToDoubleFunction<Round> value, double logarithmicFrom, double reference) {

    /** All of them. */
    static List<Figure> all() {
        return List.of(
                new Figure("gap", "The target's longest gap, ms", round -> round.gap() * 1e3, 0.1, Double.NaN),
                new Figure(
                        "stop",
                        "The target's longest gap without waiting for a processor, ms",
                        round -> round.stop() * 1e3,
                        0.1,
                        Double.NaN),
                new Figure("command", "The whole command, s", round -> round.wall() + round.syncing(), 0.1, Double.NaN),
                new Figure(
                        "throughput",
                        "Throughput of the whole command, of dd's",
                        round -> round.first() ? round.ofDd() : Double.NaN,
                        0,
                        1),
                new Figure(
                        "speed",
                        "The target's speed during the command, % of idle",
                        round -> round.speedKept() * 100,
                        0,
                        100),
                new Figure(
                        "memory", "Most resident memory, MiB", round -> round.resident() / 1048576.0, 0, Double.NaN));
    }

    Axis axis(List<Double> values) {
        return logarithmicFrom > 0 ? Axis.logarithmic(values, logarithmicFrom) : Axis.linear(values);
    }
}
