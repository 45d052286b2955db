package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.DirtyTrackerFactory;
import io.sluice.testkit.contract.TrackedRound.End;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;

/**
 * The rules that every {@link DirtyTracker} keeps, on the memory of a real process; write-protection is lent by a stand-in
 * that compares bytes. A tracker may take too much, never too little; how exact it is, its capabilities say.
 */
@DisplayNameGeneration(RuleNames.class)
public interface DirtyTrackerContract {

    /** What not every tracker can. */
    enum Capability {
        /** It takes no page that was not written. */
        EXACT,
        /** It takes no page that was written with the bytes that it held. */
        BY_CONTENT
    }

    /** The factory of the tracker. */
    DirtyTrackerFactory factory() throws Exception;

    /** What this tracker can. */
    Set<Capability> capabilities();

    @Keeps(Rule.T01)
    default void t01TheFirstRoundTakesAll() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            assertThat(stage.round(Optional.empty(), End.COMMITTED).changed()).isEqualTo(stage.allPages());
        }
    }

    @Keeps(Rule.T02)
    default void t02NoWriteIsMissed() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED);
            for (int round = 0; round < 5; round++) {
                Set<Long> written = stage.write(20);
                parent = stage.round(Optional.of(parent), End.COMMITTED);
                assertThat(parent.changed()).containsAll(written);
            }
        }
    }

    @Keeps(Rule.T03)
    default void t03NothingElseIsTaken() throws Exception {
        assumeTrue(capabilities().contains(Capability.EXACT), "this tracker takes more than was written");
        try (TrackStage stage = TrackStage.of(factory())) {
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED);
            Set<Long> written = stage.write(9);
            parent = stage.round(Optional.of(parent), End.COMMITTED);
            assertThat(parent.changed()).isEqualTo(written);
            assertThat(stage.round(Optional.of(parent), End.COMMITTED).changed())
                    .isEmpty();
        }
    }

    @Keeps(Rule.T04)
    default void t04EqualBytesAreNotTaken() throws Exception {
        assumeTrue(capabilities().contains(Capability.BY_CONTENT), "this tracker does not look at bytes");
        try (TrackStage stage = TrackStage.of(factory())) {
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED);
            stage.overwriteWithItself(11);
            assertThat(stage.round(Optional.of(parent), End.COMMITTED).changed())
                    .isEmpty();
        }
    }

    @Keeps(Rule.T05)
    default void t05AFailedRoundLosesNothing() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED);
            Set<Long> written = stage.write(5);
            stage.round(Optional.of(parent), End.FAILED);
            written.addAll(stage.write(3));
            assertThat(stage.round(Optional.of(parent), End.COMMITTED).changed())
                    .containsAll(written);
        }
    }

    @Keeps(Rule.T06)
    default void t06TwoChainsLoseNothing() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            TrackedRound one = stage.round(Optional.empty(), End.COMMITTED);
            TrackedRound two = stage.round(Optional.empty(), End.COMMITTED);
            Set<Long> written = stage.write(5);
            one = stage.round(Optional.of(one), End.COMMITTED);
            assertThat(one.changed()).containsAll(written);
            Set<Long> later = stage.write(4);
            assertThat(stage.round(Optional.of(one), End.COMMITTED).changed()).containsAll(later);
            written.addAll(later);
            assertThat(stage.round(Optional.of(two), End.COMMITTED).changed()).containsAll(written);
        }
    }

    @Keeps(Rule.T07)
    default void t07LongChains() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED);
            for (int round = 0; round < 35; round++) {
                Set<Long> written = stage.write(3);
                parent = stage.round(Optional.of(parent), End.COMMITTED);
                assertThat(parent.changed()).as("round " + round).containsAll(written);
                if (capabilities().contains(Capability.EXACT)) {
                    assertThat(parent.changed()).as("round " + round).isEqualTo(written);
                }
            }
        }
    }

    @Keeps(Rule.T08)
    default void t08NewMappingsAreTaken() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            PageRange first = stage.mappings().get(0);
            PageRange half = new PageRange(first.start(), first.start() + first.bytes() / 2);
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED, half);
            PageRange rest = new PageRange(half.end(), first.end());
            assertThat(stage.round(Optional.of(parent), End.COMMITTED, half, rest)
                            .changed())
                    .containsAll(TrackStage.pages(rest));
        }
    }

    @Keeps(Rule.T09)
    default void t09WithoutWhatWasKeptAllIsTaken() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED);
            assumeTrue(parent.read().isPresent(), "this tracker keeps nothing");
            parent.losingWhatWasKept();
            assertThat(stage.round(Optional.of(parent), End.COMMITTED).changed())
                    .isEqualTo(stage.allPages());
        }
    }

    @Keeps(Rule.T10)
    default void t10AnotherInstanceGoesOn() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED);
            Set<Long> written = stage.write(6);
            try (DirtyTracker other = factory().create(stage.host(), new DefaultSettings())) {
                TrackedRound round =
                        TrackedRound.run(other, stage, Optional.of(parent), stage.mappings(), End.COMMITTED);
                assertThat(round.changed()).containsAll(written);
            }
        }
    }

    @Keeps(Rule.T11)
    default void t11WhatAnotherTrackerKnowsIsKept() throws Exception {
        try (TrackStage stage = TrackStage.of(factory())) {
            assumeTrue(stage.tracker().looksAtBytes(), "this tracker stands behind no other");
            TrackedRound parent = stage.round(Optional.empty(), End.COMMITTED);
            for (int round = 1; round < 25; round++) {
                Set<Long> written = stage.write(3);
                Set<Long> told = new TreeSet<>(written);
                told.addAll(stage.overwriteWithItself(5));
                boolean alone = round % 4 == 0;
                parent = alone ? stage.round(Optional.of(parent), End.COMMITTED) : stage.roundOf(parent, told);
                assertThat(parent.changed()).as("round " + round).containsAll(written);
                if (capabilities().contains(Capability.EXACT)) {
                    assertThat(parent.changed()).as("round " + round).isEqualTo(written);
                }
            }
        }
    }
}
