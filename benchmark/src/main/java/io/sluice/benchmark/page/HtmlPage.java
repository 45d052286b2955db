package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Results;
import java.util.List;

/** Results as one page of HTML that needs nothing else. */
record HtmlPage(Results results) {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Sluice: benchmark</title>
            <style>
            body { font: 14px/1.5 sans-serif; margin: 2em auto; max-width: 90em; padding: 0 1em; color: #111; background: #fff }
            table { border-collapse: collapse; margin: 1em 0 }
            th, td { padding: 0.2em 0.7em; border-bottom: 1px solid #ddd; text-align: right; font-variant-numeric: tabular-nums }
            th:first-child, td:first-child { text-align: left }
            .plots { display: flex; flex-wrap: wrap; gap: 1em }
            </style>
            <h1>Benchmark</h1>
            """;

    /** The page. */
    String text() {
        Prose prose = new Prose(results);
        StringBuilder page = new StringBuilder(HEAD);
        page.append("<p>").append(Html.escaped(prose.setting())).append("</p>\n");
        list(page, prose.missing());
        for (Figure figure : Figure.all()) {
            page.append("<div class=\"plots\">\n");
            results.setting().places().forEach(place -> page.append(Plot.of(results, figure, place)));
            page.append("</div>\n");
        }
        list(page, prose.columns());
        Table.of(results).forEach(table -> table(page, table));
        return page.append("</html>\n").toString();
    }

    private static void list(StringBuilder page, List<String> lines) {
        page.append("<ul>\n");
        lines.forEach(line -> page.append("<li>").append(Html.escaped(line)).append("</li>\n"));
        page.append("</ul>\n");
    }

    private static void table(StringBuilder page, Table table) {
        page.append("<h2>").append(Html.escaped(table.title())).append("</h2>\n<table>\n");
        row(page, "th", table.head());
        table.rows().forEach(cells -> row(page, "td", cells));
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, String element, List<String> cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append('<').append(element).append('>').append(Html.escaped(cell));
            page.append("</").append(element).append('>');
        }
        page.append("</tr>\n");
    }
}
