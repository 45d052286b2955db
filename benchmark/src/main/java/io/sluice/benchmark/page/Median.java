package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Round;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of what was measured. */
public final class Median {
    private Median() {}

    /** The median of those values that are numbers; no number when none is. */
    public static double of(List<Double> values) {
        List<Double> sorted =
                values.stream().filter(value -> !value.isNaN()).sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median of one figure of all rounds. */
    static double of(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
