package io.sluice.benchmark.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.benchmark.result.ExampleResults;
import io.sluice.benchmark.result.Results;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PagesTest {
    private final Results results = ExampleResults.some();

    @TempDir
    private Path folder;

    @Test
    void tableHasMediansOfFirstAndLaterRounds() {
        List<Table> tables = Table.of(results);
        assertThat(tables).extracting(Table::title).containsExactly("64 MiB, tmpfs", "64 MiB, disk");
        assertThat(tables.get(0).rows())
                .containsExactly(
                        List.of(
                                "read+none",
                                "3.0 / 1.0",
                                "3.0 / 1.0",
                                "1.0 / 1.0",
                                "2.0",
                                "0.5 / 0.5",
                                "4.00 / 4.00",
                                "0.50",
                                "1.00",
                                "64 / 64",
                                "50 / 50",
                                "50",
                                "90",
                                "61",
                                "2 / 2",
                                "32 to 16"),
                        List.of(
                                "criu-dump",
                                "3.0 / 1.0",
                                "3.0 / 1.0",
                                "1.0 / 1.0",
                                "2.0",
                                "- / -",
                                "4.00 / 4.00",
                                "0.50",
                                "-",
                                "64 / 64",
                                "50 / 50",
                                "50",
                                "90",
                                "61",
                                "2 / 2",
                                "32 to 16"));
        assertThat(tables.get(1).rows()).hasSize(1);
        assertThat(tables.get(0).head()).hasSameSizeAs(tables.get(0).rows().get(0));
    }

    @Test
    void plotHasADotForEachRoundAndAMarkForEachMedian() throws Exception {
        String svg = Plot.of(results, Figure.all().get(0), "tmpfs");
        Document plot = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        int legend = 2;
        assertThat(plot.getElementsByTagName("circle").getLength()).isEqualTo(12 + legend);
        assertThat(Pattern.compile("stroke-width=\"2.5\"").matcher(svg).results())
                .hasSize(4);
    }

    @Test
    void pageLinksPlotsThatAreThere() throws Exception {
        Path page = folder.resolve("benchmark.md");
        new Pages(page).write(results);
        String text = Files.readString(page);
        List<String> links = Pattern.compile("\\]\\(([^)]+)\\)")
                .matcher(text)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).hasSizeGreaterThan(Figure.all().size()).allSatisfy(link -> assertThat(folder.resolve(link))
                .isNotEmptyFile());
        assertThat(text)
                .contains(
                        "Nothing of this is true.",
                        "gcore was not measured: there is none",
                        "criu-dump failed with 64m on disk, trial 1");
    }

    @Test
    void pageOfHtmlNeedsNothingElse() throws Exception {
        new Pages(folder.resolve("benchmark.md")).write(results);
        String text = Files.readString(folder.resolve("benchmark/index.html"));
        assertThat(text).contains("no &lt;reason&gt;").doesNotContain("src=", "href=", "<script");
        assertThat(Pattern.compile("<svg ").matcher(text).results())
                .hasSize(Figure.all().size() * 2);
    }
}
