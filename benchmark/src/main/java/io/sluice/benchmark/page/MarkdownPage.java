package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Results;
import java.util.Collections;
import java.util.List;

/** Results as Markdown, with links to plots. */
record MarkdownPage(Results results, String plots) {
    /** What is written by hand begins with that. */
    private static final String BY_HAND = "## Stacks of sinks\n";

    /** What of an earlier page has to stay: what a person put below it. */
    static String kept(String earlier) {
        int from = earlier.indexOf(BY_HAND);
        return from < 0 ? "" : earlier.substring(from);
    }

    /** The page; {@code plots} is the folder of the plots as seen from it. */
    String text() {
        Prose prose = new Prose(results);
        StringBuilder page = new StringBuilder("# Benchmark\n\n");
        page.append(
                        "Made by `script/benchmark`; do not edit, but below *Stacks of sinks*. The same with all plots on one page: [")
                .append(plots)
                .append("/index.html](")
                .append(plots)
                .append("/index.html).\n\n");
        page.append(prose.setting()).append("\n\n");
        list(page, prose.missing());
        page.append("## Plots\n\n");
        for (Figure figure : Figure.all()) {
            for (String place : results.setting().places()) {
                page.append(
                        String.format("![%s, %s](%s/%s-%s.svg)%n", figure.title(), place, plots, figure.name(), place));
            }
        }
        page.append("\n## Tables\n\n");
        list(page, prose.columns());
        Table.of(results).forEach(table -> table(page, table));
        return page.toString();
    }

    private static void list(StringBuilder page, List<String> lines) {
        lines.forEach(line -> page.append("- ").append(line).append('\n'));
        if (!lines.isEmpty()) {
            page.append('\n');
        }
    }

    private static void table(StringBuilder page, Table table) {
        page.append("### ").append(table.title()).append("\n\n");
        row(page, table.head());
        row(page, Collections.nCopies(table.head().size(), "---"));
        table.rows().forEach(cells -> row(page, cells));
        page.append('\n');
    }

    private static void row(StringBuilder page, List<String> cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
