package io.sluice.image.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.Control;
import io.sluice.image.CriuSets;
import io.sluice.image.PagemapCounts;
import io.sluice.image.Sets;
import io.sluice.image.verify.Verifier;
import io.sluice.image.verify.VerifyReport;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of ours and in CRIU's form are described. */
final class InspectorTest {
    private final ImageSink sink = Sets.sink(true);

    @TempDir
    private Path folder;

    @Test
    void aPreDumpIsDescribedByRuns() throws IOException {
        Sets.first(sink, folder.resolve("1"));
        Sets.next(sink, folder.resolve("2"), folder.resolve("1"), "../1");
        ChainDescription chain = Inspector.chain(sink, folder.resolve("2").toString(), Control.unlimited());
        assertThat(chain.sets()).hasSize(2);
        SetDescription set = chain.sets().get(0);
        assertThat(set.counts()).isEqualTo(new PagemapCounts(2, 2));
        assertThat(set.changedShare()).isEqualTo(0.5);
        assertThat(set.tasks()).singleElement().satisfies(task -> assertThat(task.pid())
                .isEqualTo(7));
        assertThat(set.pages().get(0).mappings())
                .containsExactly(
                        new MappingDescription(
                                Sets.pages(0, 3), Optional.empty(), Optional.empty(), new PagemapCounts(2, 1)),
                        new MappingDescription(
                                Sets.pages(4, 1), Optional.empty(), Optional.empty(), new PagemapCounts(0, 1)));
        assertThat(chain.bytes()).isGreaterThan(5 * Sets.PAGE);
    }

    @Test
    void aDumpOfCriuIsDescribedByMappings() throws IOException {
        Path folderOfSet = folder.resolve("criu");
        CriuSets.dump(folderOfSet);
        SetDescription set = Inspector.describe(sink, folderOfSet.toString(), Control.unlimited());
        assertThat(set.manifest()).isEmpty();
        assertThat(set.tasks())
                .containsExactly(new TaskDescription(
                        7, Optional.of(0), "victim", Optional.of("stopped"), Optional.of(2), List.of()));
        assertThat(set.pages()).singleElement().satisfies(pages -> assertThat(pages.mappings())
                .containsExactly(
                        new MappingDescription(
                                new PageRange(0x10000, 0x14000),
                                Optional.of("rw-p"),
                                Optional.of("[heap]"),
                                new PagemapCounts(3, 1)),
                        new MappingDescription(
                                new PageRange(0x20000, 0x21000),
                                Optional.of("r-xp"),
                                Optional.of("/bin/victim"),
                                new PagemapCounts(0, 0)),
                        new MappingDescription(
                                new PageRange(0x6fff_f000L, 0x7000_2000L),
                                Optional.of("rw-p"),
                                Optional.of("[stack]"),
                                new PagemapCounts(1, 0))));
    }

    @Test
    void aDumpOfCriuIsCheckedAsFarAsThatGoes() throws IOException {
        Path set = folder.resolve("criu");
        CriuSets.dump(set);
        VerifyReport report = Verifier.verify(sink, set.toString(), Control.unlimited());
        assertThat(report.warnings()).singleElement().asString().contains("no manifest");
        // Its pagemap says that a page is the parent's, and it has none.
        assertThat(report.problems()).singleElement().satisfies(problem -> assertThat(problem.image())
                .isEqualTo("pagemap-7.img"));
        Files.delete(set.resolve("mm-7.img"));
        Files.write(set.resolve("pages-1.img"), new byte[Sets.PAGE]);
        assertThat(Verifier.verify(sink, set.toString(), Control.unlimited()).problems())
                .extracting(problem -> problem.image())
                .containsExactlyInAnyOrder("pagemap-7.img", "pages-1.img", "mm-7.img");
    }
}
