package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.protection.TargetCalls;
import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Storm;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.watch.WatchOutcome;
import io.sluice.watch.WatchOutcome.End;
import io.sluice.watch.WatchRequest;
import io.sluice.watch.WatchRound;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A program watches a tree until a final dump is cheap, and makes that itself. */
class WatchLibraryIT {
    @AutoClose
    private final Targets targets = Targets.create();

    private final Configuration configuration =
            Configuration.defaults(Sluice.launcher().getParent().getParent());
    private final List<WatchRound> rounds = new ArrayList<>();

    private String chain() {
        return targets.folder().resolve("chain").toString();
    }

    private WatchRequest rounds(Target target, int count) {
        return WatchRequest.of((int) target.pid(), chain())
                .withEvery(Duration.ofMillis(20))
                .withRounds(count);
    }

    /** Stops the tree, makes the final dump, and compares every byte. */
    private PreDumpReport dumpAndCompare(io.sluice.Sluice sluice, Target target, WatchRound last, String seed) {
        target.stop();
        PreDumpReport report = sluice.preDump(last.next(), Control.unlimited());
        Truth.Findings findings = Truth.compare(target.files(), Path.of(report.set()));
        assertThat(findings.differences()).as(seed).isEmpty();
        assertThat(findings.listed()).isPositive();
        target.resume();
        assertThat(sluice.verify(report.set(), Control.unlimited()).sound()).isTrue();
        return report;
    }

    @Test
    void theFinalDumpWritesWhatChangedSinceTheLastRound() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(64));
        Wellbeing before = new Wellbeing(keeper, 5);
        try (io.sluice.Sluice sluice = io.sluice.Sluice.open(configuration)) {
            WatchOutcome outcome = sluice.watch(
                    WatchRequest.until(Duration.ofSeconds(20), (int) keeper.pid(), chain()),
                    rounds::add,
                    Control.unlimited());
            assertThat(outcome.end()).isEqualTo(End.REACHED);
            assertThat(rounds).last().isEqualTo(outcome.last());
            keeper.write(100);
            PreDumpReport report = dumpAndCompare(sluice, keeper.target(), outcome.last(), "");
            assertThat(report.tracker()).isEqualTo("uffd");
            assertThat(report.wholeBecause()).isEmpty();
            assertThat(report.counts().written()).isBetween(100L, 300L);
        }
        before.assertUnharmed("after the library was closed");
        assertThat(keeper.wrongPages()).isZero();
    }

    @Test
    void aStormLosesNoWrite() {
        for (int chain = 0; chain < Form.count(1, 20); chain++) {
            Storm storm = targets.storm(32, Form.seed() + chain);
            WatchRequest request = WatchRequest.of((int) storm.target().pid(), chain() + "-" + chain)
                    .withEvery(Duration.ofMillis(20))
                    .withRounds(12);
            try (io.sluice.Sluice sluice = io.sluice.Sluice.open(configuration)) {
                WatchOutcome outcome = sluice.watch(request, round -> {}, Control.unlimited());
                assertThat(outcome.end()).isEqualTo(End.ROUNDS_DONE);
                dumpAndCompare(sluice, storm.target(), outcome.last(), "seed " + Form.seed() + " chain " + chain);
            }
            storm.target().kill();
        }
    }

    @Test
    void whereNoCallsCanBeMadeItTracksByContent() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(16));
        try (io.sluice.Sluice sluice = io.sluice.Sluice.open(configuration, TargetCalls.NONE)) {
            WatchOutcome outcome = sluice.watch(rounds(keeper.target(), 3), rounds::add, Control.unlimited());
            PreDumpReport report = outcome.last().report();
            assertThat(report.tracker()).isEqualTo("hash");
            assertThat(report.notes()).anyMatch(note -> note.contains("'uffd' was passed over"));
            assertThat(report.counts().written()).isLessThan(16 * 128);
        }
    }

    @Test
    void aCancelledWatchAnswersWithItsLastRound() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Control control = Control.of(Optional.empty(), progress -> {});
        try (io.sluice.Sluice sluice = io.sluice.Sluice.open(configuration)) {
            WatchOutcome outcome = sluice.watch(
                    rounds(keeper.target(), 100),
                    round -> {
                        rounds.add(round);
                        if (round.number() == 3) {
                            control.cancel();
                        }
                    },
                    control);
            assertThat(outcome.end()).isEqualTo(End.CANCELLED);
            assertThat(outcome.last()).isEqualTo(rounds.get(2));
            assertThat(rounds).hasSize(3);
        }
    }
}
