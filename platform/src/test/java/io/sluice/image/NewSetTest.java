package io.sluice.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.ImageType;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.message.DumpStatsEntry;
import io.sluice.image.message.StatsEntry;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageState;
import io.sluice.memory.PageStore;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets are written and read back. */
final class NewSetTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWrittenIsRead(boolean positioned) throws IOException {
        ImageSink sink = new FolderSink(positioned);
        Manifest written = Sets.first(sink, folder.resolve("1"));
        try (ImageSet set = ImageSet.open(sink, folder.resolve("1").toString())) {
            assertThat(set.manifest()).contains(written);
            assertThat(set.inventory().set()).contains(written.set());
            assertThat(set.inventory().mode()).contains(PreDumpMode.READ);
            assertThat(set.inventory().uptime().orElseThrow()).isBetween(Uptime.now() - 60_000_000L, Uptime.now());
            assertThat(set.pageSets()).containsExactly(Sets.TASK);
            assertThat(runs(set))
                    .containsExactly(
                            new PageRun(Sets.pages(0, 2), PageState.PRESENT),
                            new PageRun(Sets.pages(4, 1), PageState.PRESENT));
            ByteBuffer read = ByteBuffer.allocate(5 * Sets.PAGE);
            assertThat(set.read("pages-1.img", 0, read)).isEqualTo(3 * Sets.PAGE);
            assertThat(read.flip()).isEqualTo(Sets.bytes(3, 1));
            try (InputStream state = set.open("hash-7.state").orElseThrow()) {
                assertThat(state).hasContent("state");
            }
            assertThat(set.open("none")).isEmpty();
        }
    }

    @Test
    void aChainIsReadThroughItsReferences() throws IOException {
        ImageSink sink = new FolderSink(true);
        Manifest first = Sets.first(sink, folder.resolve("1"));
        Sets.next(sink, folder.resolve("2"), folder.resolve("1"), "../1/");
        Sets.next(
                sink,
                folder.resolve("3"),
                folder.resolve("2"),
                folder.resolve("2").toString());
        try (ImageSet set = ImageSet.open(sink, folder.resolve("3").toString())) {
            ImageSet second = set.parent().orElseThrow();
            assertThat(set.parent()).containsSame(second);
            assertThat(second.parent().orElseThrow().manifest()).contains(first);
            assertThat(second.parent().orElseThrow().parent()).isEmpty();
            assertThat(runs(set))
                    .containsExactly(
                            new PageRun(Sets.pages(0, 1), PageState.PARENT),
                            new PageRun(Sets.pages(1, 2), PageState.PRESENT),
                            new PageRun(Sets.pages(4, 1), PageState.PARENT));
        }
    }

    @Test
    void statisticsCountWhatIsInThePagesFiles() throws IOException {
        ImageSink sink = new FolderSink(true);
        try (NewSet set = NewSet.begin(sink, folder.resolve("1").toString(), Optional.empty(), Instant.EPOCH, 4096)) {
            try (PageImages task = set.pages(Sets.TASK);
                    PageImages shared = set.pages(new PagesKey.Shared(-1))) {
                Sets.present(task, List.of(Sets.pages(0, 3)), Sets.bytes(3, 1)).write();
                Sets.present(shared, List.of(new PageRange(0, 8192)), Sets.bytes(2, 1))
                        .write();
                assertThat(shared.counts()).isEqualTo(new PagemapCounts(2, 0));
            }
            set.commit(Sets.facts());
        }
        try (ImageSet set = ImageSet.open(sink, folder.resolve("1").toString())) {
            DumpStatsEntry stats = set.messages(ImageType.STATS, "stats-dump")
                    .orElseThrow()
                    .first(StatsEntry.parser())
                    .getDump();
            assertThat(stats.getPagesWritten()).isEqualTo(3);
            assertThat(stats.getShpagesWritten()).isEqualTo(2);
            assertThat(set.length("pages-1.img").orElseThrow()
                            + set.length("pages-2.img").orElseThrow())
                    .isEqualTo(5 * 4096);
            assertThat(set.pageSets()).containsExactly(Sets.TASK, new PagesKey.Shared(-1));
        }
    }

    @Test
    void placementsMayBeWrittenInAnyOrder() throws IOException {
        ImageSink sink = new FolderSink(true);
        int chunks = 9;
        int pagesAChunk = 100;
        try (NewSet set = NewSet.begin(sink, folder.resolve("1").toString(), Optional.empty(), Instant.EPOCH, 4096)) {
            try (PageImages images = set.pages(Sets.TASK)) {
                List<PageStore.Placement> placements = new ArrayList<>();
                for (int chunk = 0; chunk < chunks; chunk++) {
                    placements.add(Sets.present(
                            images,
                            List.of(Sets.pages(chunk * pagesAChunk, pagesAChunk)),
                            Sets.bytes(pagesAChunk, chunk)));
                }
                Collections.shuffle(placements, new Random(1));
                for (PageStore.Placement placement : placements) {
                    placement.write();
                }
            }
            set.commit(Sets.facts());
        }
        try (ImageSet set = ImageSet.open(sink, folder.resolve("1").toString())) {
            assertThat(runs(set)).containsExactly(new PageRun(Sets.pages(0, chunks * pagesAChunk), PageState.PRESENT));
            int bytesAChunk = pagesAChunk * Sets.PAGE;
            assertThat((long) chunks * bytesAChunk).isGreaterThan(3L * BlockChecksums.BLOCK);
            ByteBuffer read = ByteBuffer.allocate(bytesAChunk);
            for (int chunk = chunks - 1; chunk >= 0; chunk--) {
                set.read("pages-1.img", (long) chunk * bytesAChunk, read.clear());
                assertThat(read.flip()).isEqualTo(Sets.bytes(pagesAChunk, chunk));
            }
        }
    }

    @Test
    void withoutACommitNothingIsLeft() throws IOException {
        ImageSink sink = new FolderSink(true);
        try (NewSet set = NewSet.begin(sink, folder.resolve("1").toString(), Optional.empty(), Instant.EPOCH, 4096)) {
            PageImages images = set.pages(Sets.TASK);
            Sets.present(images, List.of(Sets.pages(0, 1)), Sets.bytes(1, 1)).write();
        }
        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> ImageSet.open(sink, folder.resolve("1").toString()))
                .isInstanceOfSatisfying(SluiceException.class, thrown -> assertThat(thrown.code())
                        .isEqualTo(ErrorCode.SET_MISSING));
    }

    @Test
    void aTakenNameIsRefused() throws IOException {
        ImageSink sink = new FolderSink(true);
        Sets.first(sink, folder.resolve("1"));
        assertThatThrownBy(() -> Sets.first(sink, folder.resolve("1")))
                .isInstanceOfSatisfying(SluiceException.class, thrown -> assertThat(thrown.code())
                        .isEqualTo(ErrorCode.SET_TAKEN));
    }

    @Test
    void pagesOutOfOrderAreAMistake() throws IOException {
        ImageSink sink = new FolderSink(true);
        try (NewSet set = NewSet.begin(sink, folder.resolve("1").toString(), Optional.empty(), Instant.EPOCH, 4096);
                PageImages images = set.pages(Sets.TASK)) {
            Sets.parent(images, Sets.pages(5, 1));
            assertThatThrownBy(() -> Sets.present(images, List.of(Sets.pages(5, 1)), Sets.bytes(1, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Sets.present(images, List.of(Sets.pages(6, 1)), Sets.bytes(2, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<PageRun> runs(ImageSet set) {
        List<PageRun> runs = new ArrayList<>();
        try (PagemapCursor cursor = set.pagemap(Sets.TASK).orElseThrow()) {
            for (Optional<PageRun> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                runs.add(next.get());
            }
        }
        return runs;
    }
}
