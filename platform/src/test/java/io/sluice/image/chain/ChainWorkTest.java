package io.sluice.image.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.ParentSet;
import io.sluice.image.SetCopy;
import io.sluice.image.Sets;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.verify.Verifier;
import io.sluice.spi.sink.ImageSink;
import io.sluice.testkit.fault.FaultySink;
import io.sluice.testkit.fault.MemorySink;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done to a chain loses no page, wherever it breaks off, and can be done again to its end. */
final class ChainWorkTest {
    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime());
    private static final boolean LONG = Boolean.getBoolean("sluice.long");
    private static final int SETS = 5;

    private final ImageSink sink = new MemorySink(Set.of());

    /** Each of the works on chains, and the name of the newest set afterwards. */
    enum Work {
        SQUASH("whole"),
        PRUNE("chain/5"),
        REBASE("moved/5"),
        DEDUP("chain/5");

        private final String newest;

        String newest() {
            return newest;
        }

        Work(String newest) {
            this.newest = newest;
        }

        void run(Workplace place) {
            switch (this) {
                case SQUASH -> Squash.squash(place, "chain/5", newest);
                case PRUNE -> Prune.prune(place, "chain/5", 2);
                case REBASE -> Rebase.rebase(place, "chain/5", "moved");
                case DEDUP -> Dedup.dedup(place, "chain/5");
            }
        }
    }

    private static Chains chain(ImageSink where) throws IOException {
        return chain(where, 600);
    }

    private static Chains chain(ImageSink where, int pages) throws IOException {
        Chains chain = new Chains(where, "chain", SEED, pages, Optional.empty());
        chain.make(SETS);
        return chain;
    }

    @Test
    void anExportedChainIsTheSameElsewhere() throws IOException {
        Chains chain = chain(sink);
        ImageSink elsewhere = new MemorySink(Set.of());
        List<String> names = Export.chain(Chains.place(sink), "chain/5", elsewhere, "out");
        assertThat(names).containsExactly("out/1", "out/2", "out/3", "out/4", "out/5");
        chain.through(elsewhere).assertWhole("out/5", "exported");
        assertThat(elsewhere.open("out/2").orElseThrow().parent()).contains("../1");
        assertThatThrownBy(() -> Export.set(Chains.place(sink), "chain/5", elsewhere, "alone"))
                .hasMessageContaining("adds to ../4");
        assertThat(elsewhere.open("alone")).isEmpty();
        Export.set(Chains.place(sink), "chain/1", elsewhere, "alone");
        assertThat(Verifier.verify(elsewhere, "alone", Control.unlimited()).sound())
                .isTrue();
    }

    @Test
    void anExportSaysThatWhatWasThereIsDamaged() throws IOException {
        chain(sink, 20);
        MemorySink elsewhere = new MemorySink(Set.of());
        Export.chain(Chains.place(sink), "chain/5", elsewhere, "out");
        assertThat(Export.chain(Chains.place(sink), "chain/5", elsewhere, "out"))
                .hasSize(5);
        elsewhere.punch("out/2", "pages-1.img", 0, 1);
        assertThatThrownBy(() -> Export.chain(Chains.place(sink), "chain/5", elsewhere, "out"))
                .isInstanceOfSatisfying(SluiceException.class, damaged -> assertThat(damaged.code())
                        .isEqualTo(ErrorCode.SET_DAMAGED))
                .hasMessageContaining("pages-1.img in out/2");
    }

    @Test
    void anExportThatBrokeOffGoesOn() throws IOException {
        Chains chain = chain(sink, 20);
        MemorySink elsewhere = new MemorySink(Set.of());
        FaultySink counting = new FaultySink(elsewhere, Long.MAX_VALUE);
        Export.chain(Chains.place(sink), "chain/5", counting, "counted");
        for (long fatal = 1; fatal <= counting.calls(); fatal += LONG ? 1 : 7) {
            String out = "out-" + fatal;
            ImageSink failing = new FaultySink(elsewhere, fatal);
            assertThatThrownBy(() -> Export.chain(Chains.place(sink), "chain/5", failing, out))
                    .isInstanceOf(SluiceException.class);
            Export.chain(Chains.place(sink), "chain/5", elsewhere, out);
            chain.through(elsewhere).assertWhole(out + "/5", "after call " + fatal);
        }
    }

    @Test
    void aSquashedSetIsWholeAndStandsForTheChain() throws IOException {
        Chains chain = chain(sink);
        Manifest made = Squash.squash(Chains.place(sink), "chain/5", "whole");
        chain.assertWhole("whole", "seed " + SEED);
        chain.assertWhole("chain/5", "seed " + SEED);
        assertThat(made.parent()).isEmpty();
        assertThat(made.counts().parent() + made.counts().sharedParent()).isZero();
        try (ImageSet newest = ImageSet.open(sink, "chain/5");
                ImageSet whole = ImageSet.open(sink, "whole")) {
            assertThat(made.replaces())
                    .containsExactly(newest.manifest().orElseThrow().identity());
            assertThat(whole.inventory().uptime()).isEqualTo(newest.inventory().uptime());
            assertThat(whole.parentReference()).isEmpty();
        }
    }

    @Test
    void aPrunedChainKeepsItsNewestSetsAsTheyWere() throws IOException {
        Chains chain = chain(sink);
        Manifest before = manifest("chain/5");
        Prune.Report report = Prune.prune(Chains.place(sink), "chain/5", 2);
        assertThat(report.base()).contains("chain/3-base");
        assertThat(report.removed()).containsExactly("chain/1", "chain/2", "chain/3");
        assertThat(Verifier.verify(sink, "chain/5", Control.unlimited()).sets())
                .extracting(set -> set.name())
                .containsExactly("chain/5", "chain/4", "chain/3-base");
        assertThat(sink.open("chain/3")).isEmpty();
        assertThat(manifest("chain/5")).isEqualTo(before);
        chain.assertWhole("chain/5", "seed " + SEED);
        assertThat(Prune.prune(Chains.place(sink), "chain/5", 2))
                .isEqualTo(new Prune.Report(Optional.empty(), List.of()));
        Prune.prune(Chains.place(sink), "chain/5", 1);
        chain.assertWhole("chain/5", "pruned twice, seed " + SEED);
    }

    @Test
    void aMovedChainHasTheSameManifests() throws IOException {
        Chains chain = chain(sink);
        Manifest before = manifest("chain/5");
        Rebase.Report report = Rebase.rebase(Chains.place(sink), "chain/5", "moved");
        assertThat(report.removed()).hasSize(SETS).startsWith("chain/1").endsWith("chain/5");
        assertThat(manifest("moved/5")).isEqualTo(before);
        chain.assertWhole("moved/5", "seed " + SEED);
    }

    @Test
    void aPrunedChainCanBeMoved() throws IOException {
        Chains chain = chain(sink);
        Prune.prune(Chains.place(sink), "chain/5", 2);
        Rebase.rebase(Chains.place(sink), "chain/5", "moved");
        chain.assertWhole("moved/3", "seed " + SEED);
        assertThat(sink.open("chain/3-base")).isEmpty();
        Rebase.rebase(Chains.place(sink), "moved/3", "moved");
        chain.assertWhole("moved/3", "moved to where it is, seed " + SEED);
    }

    /** Here two of the sets are in their place already, and one of them must be led to another parent. */
    @Test
    void aChainIsMovedToWhereAPartOfItIs() throws IOException {
        Chains chain = chain(sink);
        for (int number = 1; number <= 3; number++) {
            try (ImageSet set = ImageSet.open(sink, "chain/" + number)) {
                SetCopy.copy(set, sink, "moved/" + number, set.parentReference(), Control.unlimited());
            }
            sink.delete("chain/" + number, List.of());
        }
        sink.relink("chain/4", "../../moved/3");
        Rebase.Report report = Rebase.rebase(Chains.place(sink), "chain/5", "chain");
        assertThat(report.sets()).hasSize(SETS);
        assertThat(report.removed()).containsExactly("moved/1", "moved/2", "moved/3");
        chain.assertWhole("chain/5", "seed " + SEED);
    }

    @ParameterizedTest
    @EnumSource
    void aFullDiskAtAnyMomentLosesNothing(Work work) throws IOException {
        boolean failed = true;
        Random random = new Random(SEED);
        for (long fatal = 1; failed; fatal += LONG ? 1 : 1 + random.nextInt(9)) {
            ImageSink memory = new MemorySink(Set.of());
            Chains chain = chain(memory, 5);
            FaultySink faulty = new FaultySink(memory, fatal);
            String when = work + ", call " + fatal + ", seed " + SEED;
            failed = fails(work, faulty);
            boolean old = memory.open("chain/5").isPresent() && sound(memory, "chain/5");
            chain.assertWhole(old ? "chain/5" : work.newest, when);
            faulty.repair();
            if (failed) {
                work.run(Chains.place(faulty));
            }
            chain.assertWhole(work.newest, when);
            if (work == Work.PRUNE || work == Work.REBASE) {
                assertThat(memory.open("chain/1")).as(when).isEmpty();
            }
        }
    }

    private static boolean fails(Work work, ImageSink on) {
        try {
            work.run(Chains.place(on));
            return false;
        } catch (SluiceException full) {
            assertThat(full).hasMessageContaining("No space left");
            return true;
        }
    }

    private static boolean sound(ImageSink where, String set) {
        return Verifier.verify(where, set, Control.unlimited()).sound();
    }

    @Test
    void setsThatOthersAddToAreNotRemoved() throws IOException {
        Chains chain = chain(sink);
        try (ImageSet parent = ImageSet.open(sink, "chain/2");
                NewSet fork = NewSet.begin(
                        sink, "chain/fork", Optional.of(new ParentSet("../2", parent)), Instant.EPOCH, Sets.PAGE)) {
            fork.commit(Sets.facts());
        }
        Workplace place = Chains.place(sink);
        assertThatThrownBy(() -> Prune.prune(place, "chain/5", 2)).hasMessageContaining("chain/fork adds to chain/2");
        assertThatThrownBy(() -> Rebase.rebase(place, "chain/5", "moved"))
                .hasMessageContaining("chain/fork adds to chain/2");
        assertThat(sink.open("moved/1")).isEmpty();
        chain.assertWhole("chain/5", "seed " + SEED);
        assertThat(Verifier.verify(sink, "chain/fork", Control.unlimited()).problems())
                .isEmpty();
    }

    /** A set that stands for another one does so for no third. */
    @Test
    void aBaseOfAnotherSetIsFound() throws IOException {
        chain(sink);
        Squash.squash(Chains.place(sink), "chain/2", "chain/other");
        sink.relink("chain/4", "../other");
        assertThat(Verifier.verify(sink, "chain/5", Control.unlimited()).problems())
                .anyMatch(problem -> problem.image().equals("parent"));
        assertThatThrownBy(() -> Squash.squash(Chains.place(sink), "chain/5", "whole"))
                .isInstanceOf(SluiceException.class);
        assertThat(sink.open("whole")).isEmpty();
    }

    @Test
    void whatIsThereAlreadyStays() throws IOException {
        chain(sink);
        Squash.squash(Chains.place(sink), "chain/5", "moved/2");
        assertThatThrownBy(() -> Squash.squash(Chains.place(sink), "chain/5", "moved/2"))
                .isInstanceOf(SluiceException.class);
        assertThatThrownBy(() -> Rebase.rebase(Chains.place(sink), "chain/5", "moved"))
                .isInstanceOf(SluiceException.class);
        assertThat(sink.open("moved/2")).isPresent();
        assertThat(sink.open("moved/1")).isEmpty();
        assertThat(sound(sink, "chain/5")).isTrue();
    }

    private Manifest manifest(String set) {
        try (ImageSet opened = ImageSet.open(sink, set)) {
            return opened.manifest().orElseThrow();
        }
    }
}
