package io.sluice.track.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.Epoch;
import io.sluice.spi.track.KeptState;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.PageWitness.Judgement;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import io.sluice.spi.track.TrackedTarget;
import io.sluice.spi.track.WriteProtection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rounds upon rounds: what the tracker says equals what a model of the pages says, whatever is kept where. */
final class HashChainTest {
    private static final int PAGE = 4096;
    private static final int PAGES = 600;
    private static final long BASE = 0x7f00_0000_0000L;
    private final HashTracker tracker = new HashTracker(10, PAGE);
    private final List<byte[]> kept = new ArrayList<>();

    /** A target in one round, which remembers in memory what is kept. */
    private final class Target implements TrackedTarget {
        private final ByteArrayOutputStream keeping = new ByteArrayOutputStream();

        @Override
        public String name() {
            return "model";
        }

        @Override
        public TaskMemory memory() {
            throw new UnsupportedOperationException("hashes are made of the bytes that are stored alone");
        }

        @Override
        public Optional<WriteProtection> writeProtection() {
            return Optional.empty();
        }

        @Override
        public Epoch epoch() {
            return new Epoch("round-" + kept.size());
        }

        @Override
        public Optional<KeptState> parent() {
            return state(kept.size() - 1);
        }

        @Override
        public OutputStream keep() {
            return keeping;
        }
    }

    private Optional<KeptState> state(int round) {
        if (round < 0) {
            return Optional.empty();
        }
        return Optional.of(new KeptState() {
            @Override
            public Epoch epoch() {
                return new Epoch("round-" + round);
            }

            @Override
            public Optional<InputStream> read() {
                return Optional.ofNullable(kept.get(round)).map(ByteArrayInputStream::new);
            }

            @Override
            public Optional<KeptState> parent() {
                return state(round - 1);
            }
        });
    }

    /** One round over the pages that are not 0, in chunks; answers which were said to have changed. */
    private BitSet round(byte[] pages) throws Exception {
        return round(pages, new BitSet());
    }

    /** The same, with pages that another tracker knows to be unchanged: they are not moved. */
    private BitSet round(byte[] pages, BitSet unmoved) throws Exception {
        Target target = new Target();
        BitSet changed = new BitSet();
        try (TaskTracker tracking = tracker.open(target)) {
            Scan scan = tracking.scan(new PageRange(BASE, BASE + (long) PAGES * PAGE));
            assertThat(scan).isInstanceOf(kept.isEmpty() ? Scan.Unknown.class : Scan.ByContent.class);
            for (int from = 0; from < PAGES; from += 100) {
                chunk(tracking.witness().orElseThrow(), pages, unmoved, from, changed);
            }
            tracking.complete();
        }
        kept.add(target.keeping.toByteArray());
        return changed;
    }

    private static void chunk(PageWitness witness, byte[] pages, BitSet unmoved, int from, BitSet changed)
            throws Exception {
        List<PageRange> ranges = new ArrayList<>();
        List<PageRange> between = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.allocateDirect(100 * PAGE);
        List<Integer> numbers = new ArrayList<>();
        for (int page = from; page < from + 100; page++) {
            PageRange range = new PageRange(BASE + (long) page * PAGE, BASE + (long) (page + 1) * PAGE);
            if (unmoved.get(page)) {
                between.add(range);
            } else if (pages[page] != 0) {
                ranges.add(range);
                byte[] content = new byte[PAGE];
                Arrays.fill(content, pages[page]);
                bytes.put(content);
                numbers.add(page);
            }
        }
        Judgement judgement = witness.begin(ranges);
        BitSet bits = ranges.isEmpty() ? new BitSet() : judgement.changed(ranges, bytes.flip());
        BitSet listed = new BitSet();
        listed.set(0, numbers.size());
        if (!between.isEmpty()) {
            judgement.record(bits, listed, between);
        } else if (!ranges.isEmpty()) {
            judgement.record(bits, listed);
        }
        bits.stream().forEach(bit -> changed.set(numbers.get(bit)));
    }

    @Test
    void whatChangedIsFoundThroughThirtyRounds() throws Exception {
        Random random = new Random(42);
        byte[] pages = new byte[PAGES];
        byte[] stored = new byte[PAGES];
        for (int round = 0; round < 30; round++) {
            for (int change = 0; change < (round == 0 ? 3000 : 40); change++) {
                pages[random.nextInt(PAGES)] = (byte) random.nextInt(5);
            }
            BitSet changed = round(pages);
            for (int page = 0; page < PAGES; page++) {
                boolean differs = pages[page] != 0 && pages[page] != stored[page];
                assertThat(changed.get(page))
                        .as("page " + page + " in round " + round)
                        .isEqualTo(differs);
                // A set that keeps all hashes keeps none of a page that is not there.
                boolean remembered = pages[page] == 0 && round % 10 != 0;
                stored[page] = remembered ? stored[page] : pages[page];
            }
        }
    }

    @Test
    void whatAnotherTrackerKnowsIsTakenOverThroughThirtyRounds() throws Exception {
        Random random = new Random(43);
        byte[] pages = new byte[PAGES];
        Arrays.fill(pages, (byte) 1);
        byte[] stored = pages.clone();
        round(pages);
        for (int round = 1; round < 31; round++) {
            for (int change = 0; change < 40; change++) {
                pages[random.nextInt(PAGES)] = (byte) (1 + random.nextInt(3));
            }
            BitSet changed = round(pages, someThatAreEqual(pages, stored, random));
            for (int page = 0; page < PAGES; page++) {
                assertThat(changed.get(page))
                        .as("page " + page + " in round " + round)
                        .isEqualTo(pages[page] != stored[page]);
            }
            stored = pages.clone();
            assertThat(kept.get(round).length / 16)
                    .as("hashes kept in round " + round)
                    .isBetween(round % 10 == 0 ? PAGES : 1, round % 10 == 0 ? PAGES * 2 : 100);
        }
    }

    private static BitSet someThatAreEqual(byte[] pages, byte[] stored, Random random) {
        boolean all = random.nextInt(4) == 0;
        BitSet some = new BitSet();
        for (int page = 0; page < PAGES; page++) {
            some.set(page, pages[page] == stored[page] && (all || random.nextInt(20) != 0));
        }
        return some;
    }

    @Test
    void ofPagesThatNothingIsKnownOfNothingIsTakenOver() throws Exception {
        byte[] pages = new byte[PAGES];
        Arrays.fill(pages, (byte) 1);
        BitSet all = new BitSet();
        all.set(0, PAGES);
        all.clear(7);
        round(pages, all);
        assertThat(round(pages).cardinality()).isEqualTo(PAGES - 1);
    }

    @Test
    void everyTenthRoundKeepsAllAndTheOthersOnlyWhatChanged() throws Exception {
        byte[] pages = new byte[PAGES];
        Arrays.fill(pages, (byte) 1);
        for (int round = 0; round < 21; round++) {
            pages[round] = (byte) (2 + round);
            round(pages);
            long hashes = kept.get(round).length / 16;
            assertThat(hashes).isBetween(round % 10 == 0 ? (long) PAGES : 1L, round % 10 == 0 ? PAGES + 10L : 10L);
        }
    }

    /** What is joined is known as before, without the chain that it was joined of. */
    @Test
    void aJoinedChainIsGoneOnFrom() throws Exception {
        Random random = new Random(44);
        byte[] pages = new byte[PAGES];
        Arrays.fill(pages, (byte) 1);
        byte[] stored = new byte[PAGES];
        for (int round = 0; round < 25; round++) {
            for (int change = 0; change < 40; change++) {
                pages[random.nextInt(PAGES)] = (byte) (1 + random.nextInt(3));
            }
            BitSet changed = round(pages);
            for (int page = 0; page < PAGES; page++) {
                assertThat(changed.get(page))
                        .as("page " + page + " in round " + round)
                        .isEqualTo(pages[page] != stored[page]);
            }
            stored = pages.clone();
            if (round % 6 == 5) {
                ByteArrayOutputStream joined = new ByteArrayOutputStream();
                tracker.join(state(kept.size() - 1).orElseThrow(), () -> joined);
                kept.clear();
                kept.add(joined.toByteArray());
            }
        }
    }

    @Test
    void ofAChainThatBreaksOffNothingIsJoined() throws Exception {
        byte[] pages = new byte[PAGES];
        Arrays.fill(pages, (byte) 1);
        round(pages);
        round(pages);
        kept.set(0, null);
        tracker.join(state(1).orElseThrow(), () -> {
            throw new AssertionError("nothing is to be kept");
        });
    }

    @Test
    void aChainThatBreaksOffIsUnknown() throws Exception {
        byte[] pages = new byte[PAGES];
        Arrays.fill(pages, (byte) 1);
        round(pages);
        round(pages);
        kept.set(0, null);
        try (TaskTracker tracking = tracker.open(new Target())) {
            assertThat(tracking.scan(new PageRange(BASE, BASE + PAGE))).isInstanceOf(Scan.Unknown.class);
        }
    }

    @Test
    void chainsOfDifferentKeysNeverMix() throws Exception {
        byte[] pages = new byte[PAGES];
        Arrays.fill(pages, (byte) 1);
        round(pages);
        byte[] first = kept.get(0);
        kept.clear();
        round(pages);
        round(pages);
        kept.set(0, first);
        try (TaskTracker tracking = tracker.open(new Target())) {
            assertThat(tracking.scan(new PageRange(BASE, BASE + PAGE))).isInstanceOf(Scan.Unknown.class);
        }
    }
}
