package io.sluice.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.memory.Population.Found;
import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.PageRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What a transfer places equals what a simple model says, for memories with holes, zeros and pages that go away. */
final class PageTransferTest {
    private static final int PAGES = 5000;
    private static final long BASE = 0x7f00_0000_0000L;

    /** A store that can only append, and remembers. */
    private static final class Appended implements PageStore {
        private final List<PageRun> runs = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean placing;

        @Override
        public Placement place(List<PageRun> placed, ByteBuffer from) {
            assertThat(placing).as("one thread at a time").isFalse();
            placing = true;
            runs.addAll(placed);
            byte[] copy = new byte[from.remaining()];
            from.duplicate().get(copy);
            bytes.writeBytes(copy);
            placing = false;
            return () -> {};
        }

        SortedMap<Long, Byte> pages() {
            SortedMap<Long, Byte> pages = new TreeMap<>();
            byte[] all = bytes.toByteArray();
            int at = 0;
            for (PageRun run : runs) {
                for (long page = run.range().start(); page < run.range().end(); page += Pages.SIZE) {
                    assertThat(pages.isEmpty() || pages.lastKey() < page)
                            .as("ascending")
                            .isTrue();
                    pages.put(page, run.state() == PageState.PRESENT ? all[at] : Byte.MIN_VALUE);
                    at += run.state() == PageState.PRESENT ? Pages.SIZE : 0;
                }
            }
            assertThat(at).as("no gap").isEqualTo(all.length);
            return pages;
        }
    }

    /** One byte a page: 0 is empty, -1 not populated, -2 populated but gone when it is read. */
    private static byte[] memory(Random random) {
        byte[] memory = new byte[PAGES];
        byte kind = 1;
        for (int i = 0; i < PAGES; i++) {
            if (random.nextInt(10) == 0) {
                kind = (byte) (random.nextInt(6) - 2);
            }
            memory[i] = kind > 0 ? (byte) (1 + random.nextInt(100)) : kind;
        }
        return memory;
    }

    private static Population population(byte[] memory, Random random) {
        return (area, from) -> {
            RangeList runs = new RangeList();
            long upTo = Math.min(area.range().end(), from + (1 + random.nextInt(700)) * (long) Pages.SIZE);
            for (long page = from; page < upTo; page += Pages.SIZE) {
                if (memory[index(page)] != -1) {
                    runs.add(page);
                }
            }
            return new Found(runs.ranges(), upTo);
        };
    }

    private static TaskDrain drain(byte[] memory) {
        return (chunk, destination) -> {
            RangeList moved = new RangeList();
            for (PageRange range : chunk.ranges()) {
                for (long page = range.start(); page < range.end(); page += Pages.SIZE) {
                    if (memory[index(page)] != -2) {
                        moved.add(page);
                        fill(destination.buffer(), memory[index(page)]);
                    }
                }
            }
            destination.store(moved.ranges());
            return true;
        };
    }

    private static void fill(ByteBuffer buffer, byte with) {
        for (int i = 0; i < Pages.SIZE; i++) {
            buffer.put(with);
        }
    }

    private static int index(long page) {
        return (int) Pages.in(page - BASE);
    }

    private static List<Area> areas(Random random) {
        List<Area> areas = new ArrayList<>();
        for (int at = 0; at < PAGES; ) {
            int end = Math.min(PAGES, at + 1 + random.nextInt(1500));
            PageRange range = new PageRange(BASE + at * (long) Pages.SIZE, BASE + end * (long) Pages.SIZE);
            areas.add(new Area(range, random.nextBoolean(), random.nextBoolean(), Stored.CHANGED));
            at = end + random.nextInt(3);
        }
        return areas;
    }

    private static SortedMap<Long, Byte> expected(byte[] memory, List<Area> areas) {
        SortedMap<Long, Byte> pages = new TreeMap<>();
        for (Area area : areas) {
            for (long page = area.range().start(); page < area.range().end(); page += Pages.SIZE) {
                byte value = memory[index(page)];
                if (value > 0 || (value == 0 && !area.emptyIsZero())) {
                    pages.put(page, value);
                }
            }
        }
        return pages;
    }

    @RepeatedTest(20)
    void placesWhatTheModelSays(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] memory = memory(random);
        List<Area> areas = areas(random);
        Appended store = new Appended();
        PageCounts counts = run(
                new PageSource(
                        "model",
                        new PlanBasis(areas, population(memory, random), ParentPages.NONE, Optional.empty()),
                        drain(memory)),
                store);

        SortedMap<Long, Byte> expected = expected(memory, areas);
        assertThat(store.pages()).isEqualTo(expected);
        assertThat(counts.written()).isEqualTo(expected.size());
        assertThat(counts.scanned()).isEqualTo(counts.written() + counts.empty() + counts.vanished());
    }

    @Test
    void failureOfOneWorkerEndsAll() {
        byte[] memory = memory(new Random(7));
        TaskDrain failing = (chunk, destination) -> {
            if (chunk.ranges().get(0).start() > BASE + 2000L * Pages.SIZE) {
                throw new IOException("the sink is full");
            }
            return drain(memory).move(chunk, destination);
        };
        assertThatThrownBy(() -> run(source(memory, failing), new Appended()))
                .isInstanceOf(IOException.class)
                .hasMessage("the sink is full");
    }

    @Test
    void endsWithATaskThatIsGone() throws Exception {
        byte[] memory = memory(new Random(8));
        TaskDrain dying = (chunk, destination) -> {
            drain(memory).move(chunk, destination);
            return chunk.ranges().get(0).start() < BASE + 1000L * Pages.SIZE;
        };
        Appended store = new Appended();
        PageCounts counts = run(source(memory, dying), store);
        assertThat(store.pages()).hasSize((int) counts.written());
        assertThat(counts.written()).isPositive().isLessThan(PAGES / 2);
    }

    private static PageSource source(byte[] memory, TaskDrain drain) {
        PageRange range = new PageRange(BASE, BASE + (long) PAGES * Pages.SIZE);
        return new PageSource(
                "model",
                new PlanBasis(
                        List.of(new Area(range, true, true, Stored.CHANGED)),
                        population(memory, new Random(1)),
                        ParentPages.NONE,
                        Optional.empty()),
                drain);
    }

    private static PageCounts run(PageSource source, PageStore store) throws IOException, ComponentException {
        Control control = Control.unlimited();
        try (WorkerCrew crew = new WorkerCrew(2, control)) {
            return new PageTransfer(source, store, new DrainProgress(control, 0)).run(crew, Integer.MAX_VALUE);
        }
    }
}
