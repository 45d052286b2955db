package io.sluice.benchmark.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values lie on a line of a given width.
 *
 * @param least the value at its left end
 * @param most the value at its right end
 * @param logarithmic whether equal ratios are equally wide; then {@code least} is above 0
 */
record Axis(double least, double most, boolean logarithmic) {

    /** From 0 to a round number that is not less than any value. */
    static Axis linear(List<Double> values) {
        double most = values.stream().filter(Double::isFinite).reduce(0.0, Math::max);
        double step = step(most);
        return new Axis(0, Math.max(step, Math.ceil(most / step) * step), false);
    }

    /** From {@code least}, where all smaller values lie too, to a power of ten. */
    static Axis logarithmic(List<Double> values, double least) {
        double most = values.stream().filter(Double::isFinite).reduce(least * 10, Math::max);
        return new Axis(least, Math.pow(10, Math.ceil(Math.log10(most) - 1e-9)), true);
    }

    /** The place of a value, from 0 at the left end to 1 at the right one. */
    double at(double value) {
        double within = Math.min(Math.max(value, least), most);
        return logarithmic ? Math.log(within / least) / Math.log(most / least) : (within - least) / (most - least);
    }

    /** The values that are marked. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        if (logarithmic) {
            for (double mark = least; mark < most * 1.001; mark *= 10) {
                marks.add(mark);
            }
        } else {
            double step = step(most);
            for (int i = 0; i * step <= most * 1.001; i++) {
                marks.add(i * step);
            }
        }
        return marks;
    }

    // A fifth of the axis or less, as 1, 2 or 5 times a power of ten.
    private static double step(double most) {
        double wanted = Math.max(most, 1e-9) / 5;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double share = wanted / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }
}
