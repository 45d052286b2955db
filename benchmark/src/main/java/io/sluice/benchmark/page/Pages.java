package io.sluice.benchmark.page;

import io.sluice.benchmark.result.Results;
import io.sluice.benchmark.work.CannotMeasureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the pages about results.
 *
 * @param page the page in Markdown, {@code NAME.md}; what belongs to it goes into the folder {@code NAME} beside it
 */
public record Pages(Path page) {

    /** The folder beside the page; made when it is not there. */
    public Path folder() {
        String name = page.getFileName().toString();
        Path folder = page.toAbsolutePath().resolveSibling(name.replaceFirst("\\.md$", ""));
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot make " + folder + ": " + failure, failure);
        }
    }

    /** Writes the page, a plot for each figure and place, and {@code index.html} with all of it. */
    public void write(Results results) {
        Path folder = folder();
        try {
            String kept = Files.exists(page) ? MarkdownPage.kept(Files.readString(page)) : "";
            Files.writeString(
                    page, new MarkdownPage(results, folder.getFileName().toString()).text() + kept);
            Files.writeString(folder.resolve("index.html"), new HtmlPage(results).text());
            for (Figure figure : Figure.all()) {
                for (String place : results.setting().places()) {
                    Path plot = folder.resolve(figure.name() + "-" + place + ".svg");
                    Files.writeString(plot, Plot.of(results, figure, place));
                }
            }
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot write to " + folder + ": " + failure, failure);
        }
    }
}
