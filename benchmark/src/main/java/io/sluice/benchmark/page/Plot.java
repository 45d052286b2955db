package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Results;
import io.sluice.benchmark.result.Round;
import io.sluice.benchmark.target.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a figure at one place as SVG: a block for each target, a line for each subject, a dot for each round. */
final class Plot {
    private static final int LEFT = 130;
    private static final int WIDTH = 560;
    private static final int LINE = 18;
    private static final int HEAD = 66;
    private static final int TITLE = 24;
    private static final String FIRST = "#c2410c";
    private static final String LATER = "#1d4ed8";
    private final Results results;
    private final Figure figure;
    private final String place;
    private final Axis axis;
    private final StringBuilder svg = new StringBuilder();

    private Plot(Results results, Figure figure, String place) {
        this.results = results;
        this.figure = figure;
        this.place = place;
        List<Double> values = new ArrayList<>(List.of(figure.reference()));
        results.rounds().forEach(round -> values.add(figure.value().applyAsDouble(round)));
        this.axis = figure.axis(values);
    }

    /** The SVG text. Both places have the same axis, so that their plots can be compared. */
    static String of(Results results, Figure figure, String place) {
        return new Plot(results, figure, place).draw();
    }

    private String draw() {
        int bottom = HEAD;
        for (TargetKind target : results.setting().targets()) {
            bottom = block(target, bottom);
        }
        int width = LEFT + WIDTH + 30;
        String blocks = svg.toString();
        svg.setLength(0);
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\" fill=\"#111\">%n",
                width, bottom + 12, width);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n");
        text(8, 20, "font-size=\"15\" font-weight=\"bold\"", figure.title() + ", " + place);
        legend();
        marks(bottom);
        return svg + blocks + "</svg>\n";
    }

    private void legend() {
        dot(LEFT + 4, 36, FIRST, 1);
        text(LEFT + 14, 40, "", "first round");
        dot(LEFT + 104, 36, LATER, 1);
        text(LEFT + 114, 40, "", "later rounds");
        text(LEFT + 204, 40, "", "| median");
    }

    private void marks(int bottom) {
        for (double mark : axis.marks()) {
            double x = x(mark);
            add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>%n", x, HEAD, x, bottom);
            text(x, HEAD - 6, "text-anchor=\"middle\" fill=\"#555\"", number(mark));
        }
        if (!Double.isNaN(figure.reference())) {
            double x = x(figure.reference());
            add(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#888\" stroke-dasharray=\"4 3\"/>%n",
                    x, HEAD, x, bottom);
        }
    }

    private int block(TargetKind target, int top) {
        int y = top + TITLE;
        for (String subject : results.subjects()) {
            List<Round> rounds = results.of(target.name(), place, subject);
            if (!rounds.isEmpty()) {
                text(LEFT - 8, y + 4, "text-anchor=\"end\"", subject);
                dots(rounds.stream().filter(Round::first).toList(), y - 3, FIRST);
                dots(rounds.stream().filter(round -> !round.first()).toList(), y + 3, LATER);
                y += LINE;
            }
        }
        if (y == top + TITLE) {
            return top;
        }
        text(8, top + 12, "font-weight=\"bold\"", target.title());
        return y;
    }

    private void dots(List<Round> rounds, int y, String colour) {
        for (Round round : rounds) {
            double value = figure.value().applyAsDouble(round);
            if (Double.isFinite(value)) {
                dot(x(value), y, colour, 0.45);
            }
        }
        double median = Median.of(rounds, figure.value());
        if (Double.isFinite(median)) {
            add(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2.5\"/>%n",
                    x(median), y - 5, x(median), y + 5, colour);
        }
    }

    private double x(double value) {
        return LEFT + axis.at(value) * WIDTH;
    }

    private void dot(double x, int y, String colour, double opacity) {
        add("<circle cx=\"%.1f\" cy=\"%d\" r=\"3\" fill=\"%s\" fill-opacity=\"%.2f\"/>%n", x, y, colour, opacity);
    }

    private void text(double x, int y, String attributes, String text) {
        add("<text x=\"%.1f\" y=\"%d\" %s>%s</text>%n", x, y, attributes, Html.escaped(text));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }
}
