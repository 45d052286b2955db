package io.sluice.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.failure.SluiceException;
import io.sluice.image.verify.Verifier;
import io.sluice.memory.Area;
import io.sluice.memory.DrainProgress;
import io.sluice.memory.PageCounts;
import io.sluice.memory.PageRun;
import io.sluice.memory.PageSource;
import io.sluice.memory.PageState;
import io.sluice.memory.PageTransfer;
import io.sluice.memory.ParentPages;
import io.sluice.memory.PlanBasis;
import io.sluice.memory.Population.Found;
import io.sluice.memory.Stored;
import io.sluice.memory.WorkerCrew;
import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.DescriptorMove;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import io.sluice.testkit.fault.FaultySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that the drain writes into the image's descriptor, mixed with others, are in the set, and a lie is found out. */
final class DescriptorPathTest {
    private static final int PAGES = 6000;
    private static final byte GONE = -1;
    private final ImageSink sink = new FolderSink(true);

    @TempDir
    private Path folder;

    /** One byte a page, which all of it holds. */
    private static byte[] memory(Random random) {
        byte[] memory = new byte[PAGES];
        for (int i = 0; i < PAGES; i++) {
            memory[i] = (byte) Math.max(GONE, random.nextInt(60) - 3);
        }
        return memory;
    }

    /** Stores each chunk in one way or another, in all ways that are right. */
    private static TaskDrain mixed(byte[] memory, int seed) {
        return (chunk, destination) -> {
            Random random = new Random(chunk.ranges().get(0).start() + seed);
            if (random.nextInt(4) > 0) {
                assertThat(destination.takesDescriptor()).isTrue();
                int garbage = random.nextInt(3) * 300_000;
                boolean givesUp = random.nextInt(3) == 0;
                destination.store((image, offset) -> {
                    List<PageRange> moved = givesUp ? List.of() : there(memory, chunk);
                    write(image, offset, bytes(memory, moved));
                    write(image, offset + length(moved), ByteBuffer.allocate(garbage));
                    return moved;
                });
                if (!givesUp) {
                    return true;
                }
            }
            List<PageRange> moved = there(memory, chunk);
            destination.buffer().put(bytes(memory, moved));
            destination.store(moved);
            return true;
        };
    }

    private static List<PageRange> there(byte[] memory, PageChunk chunk) {
        List<PageRange> there = new ArrayList<>();
        for (PageRange range : chunk.ranges()) {
            for (long page = range.start(); page < range.end(); page += Sets.PAGE) {
                if (memory[index(page)] != GONE) {
                    there.add(new PageRange(page, page + Sets.PAGE));
                }
            }
        }
        return there;
    }

    private static ByteBuffer bytes(byte[] memory, List<PageRange> pages) {
        ByteBuffer bytes = ByteBuffer.allocate((int) length(pages));
        for (PageRange range : pages) {
            for (long page = range.start(); page < range.end(); page += Sets.PAGE) {
                for (int i = 0; i < Sets.PAGE; i++) {
                    bytes.put(memory[index(page)]);
                }
            }
        }
        return bytes.flip();
    }

    private static long length(List<PageRange> pages) {
        return pages.stream().mapToLong(PageRange::bytes).sum();
    }

    private static void write(Descriptor image, long offset, ByteBuffer bytes) throws IOException {
        Path open = Path.of("/proc/self/fd/" + image.number());
        try (FileChannel channel = FileChannel.open(open, StandardOpenOption.WRITE)) {
            channel.write(bytes, offset);
        }
    }

    private static int index(long page) {
        return (int) ((page - Sets.BASE) / Sets.PAGE);
    }

    @RepeatedTest(10)
    void everyMixIsStored(RepetitionInfo repetition) throws Exception {
        int seed = repetition.getCurrentRepetition();
        byte[] memory = memory(new Random(seed));
        Path first = folder.resolve("1");
        PageCounts counts = store(first, Optional.empty(), source(mixed(memory, seed)));
        assertThat(counts.scanned()).isEqualTo(counts.written() + counts.empty() + counts.vanished());
        assertThat(Verifier.verify(sink, first.toString(), Control.unlimited()).problems())
                .isEmpty();
        requireHeld(first, memory, counts);
    }

    /** Clean pages between moved ones are listed as the parent's, in order. */
    @Test
    void incrementsListCleanPages() throws Exception {
        byte[] memory = memory(new Random(77));
        Path first = folder.resolve("1");
        store(first, Optional.empty(), source(mixed(memory, 1)));
        List<PageRange> changed = new ArrayList<>();
        for (int i = 0; i < PAGES; i += 7) {
            memory[i] = 101;
            changed.add(Sets.pages(i, 1));
        }
        boolean[] listed = new boolean[PAGES];
        runs(first).forEach(run -> {
            for (long page = run.range().start(); page < run.range().end(); page += Sets.PAGE) {
                listed[index(page)] = true;
            }
        });
        PageSource second = new PageSource(
                "model",
                new PlanBasis(
                        List.of(area()),
                        (area, from) ->
                                new Found(List.of(area.range()), area.range().end()),
                        page -> listed[index(page)],
                        Optional.of(new Changes(changed))),
                mixed(memory, 2));
        store(folder.resolve("2"), Optional.of("../1"), second);
        assertThat(Verifier.verify(sink, folder.resolve("2").toString(), Control.unlimited())
                        .problems())
                .isEmpty();
        for (PageRun run : runs(folder.resolve("2"))) {
            for (long page = run.range().start(); page < run.range().end(); page += Sets.PAGE) {
                boolean clean = index(page) % 7 != 0 && listed[index(page)];
                assertThat(run.state()).isEqualTo(clean ? PageState.PARENT : PageState.PRESENT);
            }
        }
    }

    private record Changes(List<PageRange> changed) implements TaskTracker {
        @Override
        public Scan scan(PageRange mapping) {
            return new Scan.Changed(changed);
        }

        @Override
        public void close() {}
    }

    @Test
    void aFileThatIsTooShortIsAnError() {
        failsWith("it ends before", (image, offset) -> {
            write(image, offset, ByteBuffer.allocate(3 * Sets.PAGE));
            return List.of(Sets.pages(0, 4));
        });
    }

    @Test
    void aHoleIsAnError() {
        failsWith("there is a hole at byte 0", (image, offset) -> {
            write(image, offset + 3 * Sets.PAGE, ByteBuffer.allocate(Sets.PAGE));
            return List.of(Sets.pages(0, 4));
        });
    }

    @Test
    void whatAMoveDoesNotAnswerForIsCutOff() throws Exception {
        storeAll((image, offset) -> {
            write(image, offset, ByteBuffer.allocate(9 * Sets.PAGE));
            return List.of(Sets.pages(0, 2));
        });
        assertThat(folder.resolve("1").resolve("pages-1.img")).hasSize(2 * Sets.PAGE);
    }

    @Test
    void theFailureOfAMoveEndsAll() {
        IOException full = new IOException("No space left on device");
        DescriptorMove failing = (image, offset) -> {
            throw full;
        };
        assertThatThrownBy(() -> storeAll(failing)).isSameAs(full);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void pagesThatNobodyAskedForAreAMistake() {
        assertThatThrownBy(() -> storeAll((image, offset) -> List.of(Sets.pages(PAGES, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not asked for");
    }

    @Test
    void aSinkWithoutAFileTakesNoDescriptor() throws Exception {
        ImageSink appending = new FolderSink(false);
        try (NewSet set =
                        NewSet.begin(appending, folder.resolve("1").toString(), Optional.empty(), Instant.EPOCH, 4096);
                PageImages images = set.pages(Sets.TASK)) {
            TaskDrain asking = (chunk, destination) -> {
                assertThat(destination.takesDescriptor()).isFalse();
                assertThatThrownBy(() -> destination.store((image, offset) -> List.of()))
                        .isInstanceOf(UnsupportedOperationException.class);
                return true;
            };
            assertThat(run(images, source(asking)).vanished()).isEqualTo(PAGES);
        }
    }

    @RepeatedTest(12)
    void aSinkThatFailsInTheMiddleLeavesNothing(RepetitionInfo repetition) throws Exception {
        byte[] memory = memory(new Random(5));
        FaultySink failing = new FaultySink(sink, repetition.getCurrentRepetition());
        assertThatThrownBy(() -> store(failing, folder.resolve("1"), Optional.empty(), source(mixed(memory, 5))))
                .isInstanceOfAny(IOException.class, SluiceException.class)
                .hasMessageContaining("No space left on device");
        assertThat(folder).isEmptyDirectory();
    }

    private void failsWith(String words, DescriptorMove move) {
        assertThatThrownBy(() -> storeAll(move)).isInstanceOf(IOException.class).hasMessageContaining(words);
        assertThat(folder).isEmptyDirectory();
    }

    private void storeAll(DescriptorMove move) throws Exception {
        // Another worker may be at the next chunk before this one.
        TaskDrain drain = (PageChunk chunk, PageDestination destination) -> {
            if (chunk.ranges().get(0).start() == area().range().start()) {
                destination.store(move);
            }
            return false;
        };
        store(folder.resolve("1"), Optional.empty(), source(drain));
    }

    private static Area area() {
        return new Area(Sets.pages(0, PAGES), true, true, Stored.CHANGED);
    }

    private static PageSource source(TaskDrain drain) {
        return new PageSource(
                "model",
                new PlanBasis(
                        List.of(area()),
                        (area, from) ->
                                new Found(List.of(area.range()), area.range().end()),
                        ParentPages.NONE,
                        Optional.empty()),
                drain);
    }

    private PageCounts store(Path set, Optional<String> parent, PageSource source)
            throws IOException, ComponentException {
        return store(sink, set, parent, source);
    }

    private static PageCounts store(ImageSink sink, Path set, Optional<String> parent, PageSource source)
            throws IOException, ComponentException {
        Optional<ParentSet> opened = parent.map(reference -> new ParentSet(
                reference,
                ImageSet.open(sink, set.resolve(reference).normalize().toString())));
        try (NewSet making = NewSet.begin(sink, set.toString(), opened, Instant.EPOCH, Sets.PAGE)) {
            PageCounts counts;
            try (PageImages images = making.pages(Sets.TASK)) {
                counts = run(images, source);
            }
            making.commit(Sets.facts());
            return counts;
        }
    }

    private static PageCounts run(PageImages images, PageSource source) throws IOException, ComponentException {
        Control control = Control.unlimited();
        try (WorkerCrew crew = new WorkerCrew(3, control)) {
            return new PageTransfer(source, images, new DrainProgress(control, 0)).run(crew, Integer.MAX_VALUE);
        }
    }

    private List<PageRun> runs(Path set) {
        List<PageRun> runs = new ArrayList<>();
        try (ImageSet opened = ImageSet.open(sink, set.toString());
                PagemapCursor cursor = opened.pagemap(Sets.TASK).orElseThrow()) {
            for (Optional<PageRun> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                runs.add(next.get());
            }
        }
        return runs;
    }

    private void requireHeld(Path set, byte[] memory, PageCounts counts) throws IOException {
        byte[] pages = Files.readAllBytes(set.resolve("pages-1.img"));
        assertThat(pages).hasSize((int) counts.written() * Sets.PAGE);
        boolean[] listed = new boolean[PAGES];
        int at = 0;
        for (PageRun run : runs(set)) {
            for (long page = run.range().start(); page < run.range().end(); page += Sets.PAGE) {
                listed[index(page)] = true;
                assertThat(pages[at]).isEqualTo(memory[index(page)]);
                assertThat(pages[at + Sets.PAGE - 1]).isEqualTo(memory[index(page)]);
                at += Sets.PAGE;
            }
        }
        for (int i = 0; i < PAGES; i++) {
            assertThat(listed[i]).as("page " + i).isEqualTo(memory[i] > 0 || (listed[i] && memory[i] == 0));
        }
    }
}
