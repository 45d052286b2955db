package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.Configuration;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.kernel.UserFault;
import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Storm;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Chains by write-protection lose no write. The targets have opened the userfaultfds themselves. */
class TrackedIT {
    private static final int ROUNDS = Form.count(6, 500);

    @AutoClose
    private final Targets targets = Targets.create();

    private Target target;
    private io.sluice.Sluice sluice;
    private int sets;

    /** Children of the target have its userfaultfd too, and it is of no use for their memory: they are taken whole. */
    private void open(Target tracked) {
        target = tracked;
        Path home = Sluice.launcher().getParent().getParent();
        sluice = io.sluice.Sluice.open(
                Configuration.defaults(home).withTracker("uffd"),
                task -> task.pid() == target.pid() ? UserFault.openIn(task.pid()) : Optional.empty());
    }

    @org.junit.jupiter.api.AfterEach
    void close() {
        sluice.close();
    }

    private Path set(int number) {
        return targets.folder().resolve("chain").resolve(Integer.toString(number));
    }

    private PreDumpReport round() {
        String name = set(sets + 1).toString();
        PreDumpRequest request = sets == 0
                ? PreDumpRequest.first((int) target.pid(), name)
                : PreDumpRequest.next((int) target.pid(), name, "../" + sets);
        PreDumpReport report = sluice.preDump(request, Control.unlimited());
        sets++;
        return report;
    }

    private void roundAndCompare(String seed) {
        target.stop();
        round();
        Truth.Findings findings = Truth.compare(target.files(), set(sets));
        assertThat(findings.differences()).as("round " + sets + " " + seed).isEmpty();
        assertThat(findings.listed()).isPositive();
        target.resume();
    }

    @Test
    void stormsLoseNoWrite() {
        Storm storm = targets.trackedStorm(32, Form.seed());
        open(storm.target());
        round();
        long left = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Long> before = storm.counters();
            left += round().counts().parent();
            assertThat(storm.counters()).as("the storm went on").isNotEqualTo(before);
            Waiting.pause(10);
            roundAndCompare("seed " + Form.seed());
        }
        assertThat(left).as("pages left to the parent").isPositive();
        Sluice.run("verify", set(sets).toString()).succeeded();
    }

    @Test
    void everyKindOfMemoryIsWhole() {
        Keeper keeper = targets.trackedKeeper(KeeperPlan.everything(16));
        open(keeper.target());
        keeper.rate(5_000);
        round();
        for (int round = 0; round < 5; round++) {
            keeper.touchAll(round);
            round();
            roundAndCompare("");
        }
        assertThat(keeper.wrongPages()).isZero();
        assertThat(keeper.harm()).isZero();
    }

    @Test
    void justTheWrittenPagesAreStored() {
        Keeper keeper = targets.trackedKeeper(new KeeperPlan(64, 0, 0, Set.of()));
        open(keeper.target());
        round();
        for (int round = 0; round < 3; round++) {
            keeper.write(100);
            PreDumpReport report = round();
            assertThat(report.wholeBecause()).isEmpty();
            assertThat(report.counts().written()).isBetween(100L, 200L);
        }
    }

    @Test
    void aSecondChainLosesNothing() {
        Keeper keeper = targets.trackedKeeper(KeeperPlan.everything(2));
        open(keeper.target());
        keeper.rate(5_000);
        round();
        Path other = targets.folder().resolve("other");
        for (int round = 0; round < 3; round++) {
            keeper.touchAll(round);
            sluice.preDump(
                    PreDumpRequest.first(
                            (int) target.pid(), other.resolve("" + round).toString()),
                    Control.unlimited());
            PreDumpReport report = round();
            assertThat(report.wholeBecause()).anyMatch(reason -> reason.contains("another round"));
            roundAndCompare("");
        }
    }
}
