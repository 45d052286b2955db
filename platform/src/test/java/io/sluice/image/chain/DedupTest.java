package io.sluice.image.chain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.ParentSet;
import io.sluice.image.Sets;
import io.sluice.image.describe.Inspector;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.punch.PunchLog;
import io.sluice.image.sign.Signers;
import io.sluice.image.verify.Verifier;
import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.fault.FaultySink;
import io.sluice.testkit.fault.MemorySink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain of which older sets have given pages away is as whole as before, and says what of it is not whole alone. */
final class DedupTest {
    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime());
    private static final boolean LONG = Boolean.getBoolean("sluice.long");
    private static final int PAGES = 150;

    private final ImageSink sink = new MemorySink(Set.of());
    private final Workplace place = Chains.place(sink);
    private Chains chain;

    @BeforeEach
    void make() throws IOException {
        chain = new Chains(sink, "chain", SEED, PAGES, Optional.empty());
        chain.make(5);
    }

    private static void assertSound(ImageSink where, String set) {
        assertThat(Verifier.verify(where, set, Control.unlimited()).problems())
                .as("seed " + SEED)
                .isEmpty();
    }

    private String identity(int number) {
        return place.manifest("chain/" + number).orElseThrow().set();
    }

    @Test
    void whatANewerSetHasAnewIsGivenAway() throws IOException {
        Dedup.Report report = Dedup.dedup(place, "chain/5");
        assertThat(report.kept()).isEmpty();
        chain.assertWhole("chain/5", "seed " + SEED);
        long given = Inspector.chain(sink, "chain/5", Control.unlimited()).sets().stream()
                .mapToLong(set -> set.given())
                .sum();
        assertThat(given).isPositive().isEqualTo(report.bytes());
        assertThat(Dedup.dedup(place, "chain/5").bytes()).as("again").isZero();
        chain.assertWhole("chain/5", "again, seed " + SEED);
    }

    /** As it is done after each commit: a page in three sets is given twice. */
    @Test
    void afterEachSet() throws IOException {
        Chains grown = new Chains(sink, "grown", SEED, PAGES, Optional.empty());
        for (int number = 1; number <= 5; number++) {
            String name = grown.next();
            Dedup.below(place, name);
            grown.assertWhole(name, "set " + number + ", seed " + SEED);
        }
        Dedup.dedup(place, "chain/5");
        for (int number = 1; number <= 5; number++) {
            assertThat(given("grown/" + number)).as("set " + number).isEqualTo(given("chain/" + number));
        }
    }

    private long given(String set) {
        return Inspector.describe(sink, set, Control.unlimited()).given();
    }

    @Test
    void aPunchedSetIsNotTakenForAWholeOne() throws IOException {
        Dedup.dedup(place, "chain/5");
        for (int number = 1; number <= 4; number++) {
            String set = "chain/" + number;
            String said = "its pages were given to the set " + identity(number + 1);
            assertThat(Verifier.verify(sink, set, Control.unlimited()).problems())
                    .anyMatch(problem -> problem.what().contains(said));
            refused(said, () -> Squash.squash(place, set, "squashed"));
            refused(said, () -> Inspector.chain(sink, set, Control.unlimited()));
            refused(said, () -> ImageSet.open(sink, set).close());
            refused(said, () -> Dedup.dedup(place, set));
        }
        assertThat(sink.open("squashed")).isEmpty();
    }

    private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(SluiceException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.SET_DAMAGED);
            assertThat(refused).hasMessageContaining(why);
        });
    }

    /** Nobody reads zeros that were another's pages. */
    @Test
    void pagesThatWereGivenAwayAreNotRead() {
        Dedup.dedup(place, "chain/5");
        try (ImageSet set = ImageSet.openPart(sink, "chain/1", Signers.ANY)) {
            long at = 0;
            while (!set.punched().has("pages-1.img", at)) {
                at += Sets.PAGE;
            }
            long given = at;
            refused("were given to the set", () -> set.read("pages-1.img", given, ByteBuffer.allocate(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPunchedChainIsWorkedOnAsAnyOther(ChainWorkTest.Work work) throws IOException {
        Dedup.dedup(place, "chain/5");
        work.run(place);
        chain.assertWhole(work.newest(), work + ", seed " + SEED);
        Dedup.dedup(place, work.newest());
        chain.assertWhole(work.newest(), work + ", dedup again, seed " + SEED);
    }

    /** The base lacks what was given to sets that stay, and says so. */
    @Test
    void aBaseOfAPunchedChainStandsNotAlone() throws IOException {
        Dedup.dedup(place, "chain/5");
        String above = identity(4);
        String base = Prune.prune(place, "chain/5", 2).base().orElseThrow();
        chain.assertWhole("chain/5", "seed " + SEED);
        refused("its pages were given to the set " + above, () -> Squash.squash(place, base, "squashed"));
        assertThat(Verifier.verify(sink, base, Control.unlimited()).sound()).isFalse();
        Prune.prune(place, "chain/5", 1);
        chain.assertWhole("chain/5", "pruned twice, seed " + SEED);
        assertThat(sink.open("chain/3")).isEmpty();
    }

    @Test
    void setsWithAnotherChildStayWhole() throws IOException {
        try (ImageSet parent = ImageSet.open(sink, "chain/3");
                NewSet fork = NewSet.begin(
                        sink, "chain/fork", Optional.of(new ParentSet("../3", parent)), Instant.EPOCH, Sets.PAGE)) {
            fork.commit(Sets.facts());
        }
        Dedup.Report report = Dedup.dedup(place, "chain/5");
        assertThat(report.kept()).singleElement().asString().contains("chain/fork adds to it too");
        assertThat(given("chain/4")).isPositive();
        for (int number = 1; number <= 3; number++) {
            assertThat(given("chain/" + number)).isZero();
        }
        assertSound(sink, "chain/fork");
        chain.assertWhole("chain/5", "seed " + SEED);
    }

    /** Whatever page is not punched when Sluice dies is as good as one that is; and the next one finishes. */
    @Test
    void aDeathAtAnyMomentLeavesAChainThatVerifies() throws IOException {
        boolean failed = true;
        Random random = new Random(SEED);
        for (long fatal = 1; failed; fatal += LONG ? 1 : 1 + random.nextInt(6)) {
            MemorySink memory = new MemorySink(Set.of());
            Chains small = new Chains(memory, "chain", SEED + fatal, 12, Optional.empty());
            small.make(4);
            FaultySink faulty = new FaultySink(memory, fatal);
            String when = "call " + fatal + ", seed " + SEED;
            try {
                Dedup.dedup(Chains.place(faulty), "chain/4");
                failed = false;
            } catch (SluiceException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
            small.assertWhole("chain/4", when);
            Dedup.dedup(Chains.place(memory), "chain/4");
            small.assertWhole("chain/4", when + ", finished");
            assertAllGone(memory, when);
        }
    }

    private static void assertAllGone(ImageSink memory, String when) throws IOException {
        for (int number = 1; number <= 3; number++) {
            try (ImageSet set = ImageSet.openPart(memory, "chain/" + number, Signers.ANY)) {
                for (int image = 1; image <= 2; image++) {
                    String name = "pages-" + image + ".img";
                    byte[] bytes = bytes(memory, set.name(), name);
                    for (int at = 0; at < bytes.length; at += Sets.PAGE) {
                        if (set.punched().has(name, at)) {
                            assertThat(Arrays.copyOfRange(bytes, at, at + Sets.PAGE))
                                    .as(when)
                                    .containsOnly(0);
                        }
                    }
                }
            }
        }
    }

    private static byte[] bytes(ImageSink where, String set, String image) throws IOException {
        try (var reader = where.open(set).orElseThrow()) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(reader.length(image).orElseThrow().intValue());
            reader.read(image, 0, bytes);
            return bytes.array();
        }
    }

    /** More blocks than one entry of the log takes, and pages of zeros, which stay. */
    @Test
    void largeImages(@TempDir Path folder) throws IOException {
        ImageSink files = Sets.sink(true);
        int blocks = 66;
        for (int number = 1; number <= 2; number++) {
            Optional<ParentSet> parent = number == 1
                    ? Optional.empty()
                    : Optional.of(new ParentSet("../1", ImageSet.open(files, folder + "/1")));
            try (NewSet set = NewSet.begin(files, folder + "/" + number, parent, Instant.EPOCH, Sets.PAGE)) {
                try (PageImages images = set.pages(Sets.TASK)) {
                    for (int block = 0; block < blocks; block++) {
                        byte[] bytes = new byte[256 * Sets.PAGE];
                        Arrays.fill(bytes, (byte) (block == 0 ? 0 : block + number));
                        images.append(Sets.pages(256 * block, 256), ByteBuffer.wrap(bytes));
                    }
                }
                set.commit(Sets.facts());
            } finally {
                parent.ifPresent(opened -> opened.set().close());
            }
        }
        Dedup.below(Chains.place(files), folder + "/2");
        assertThat(folder.resolve("1").resolve(PunchLog.FILE)).content(US_ASCII).hasLineCount(2);
        assertThat(Inspector.describe(files, folder + "/1", Control.unlimited()).given())
                .isEqualTo((blocks - 1L) * 256 * Sets.PAGE);
        assertSound(files, folder + "/2");
    }

    @Test
    void aSinkThatCannotPunchIsRefused() {
        ImageSink cannot = new FaultySink(sink, Long.MAX_VALUE) {
            @Override
            public boolean punches() {
                return false;
            }
        };
        assertThatThrownBy(() -> Dedup.dedup(Chains.place(cannot), "chain/5"))
                .isInstanceOfSatisfying(SluiceException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.USAGE));
    }

    /** Another writer's entry is not cut off. */
    @Test
    void twoAtOnce() throws IOException {
        List<Manifest> before = List.of(place.manifest("chain/5").orElseThrow());
        ImageSink other = new FaultySink(sink, Long.MAX_VALUE) {
            private boolean first = true;

            @Override
            public void append(String name, String image, long seen, long keep, ByteBuffer bytes) throws IOException {
                if (first) {
                    first = false;
                    Dedup.dedup(place, "chain/5");
                }
                super.append(name, image, seen, keep, bytes);
            }
        };
        assertThatThrownBy(() -> Dedup.dedup(Chains.place(other), "chain/5")).hasMessageContaining("meanwhile");
        chain.assertWhole("chain/5", "seed " + SEED);
        assertThat(place.manifest("chain/5")).contains(before.get(0));
    }
}
