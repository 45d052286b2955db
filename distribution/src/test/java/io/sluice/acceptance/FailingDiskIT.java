package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that breaks while a set is brought to it: there is no set, and nobody is killed for one. */
class FailingDiskIT {
    private static final int THREADS = 5;

    @AutoClose
    private final Targets targets = Targets.create();

    /** A dump with the last of these words kills the tree once the set is kept. */
    @ParameterizedTest
    @ValueSource(strings = {"--leave-running", "--leave-stopped", "--shell-job"})
    void theTreeRunsOn(String option) {
        Keeper keeper = targets.keeper(KeeperPlan.restorable(64));
        Wellbeing before = new Wellbeing(keeper, THREADS);
        try (FailingDisk disk = FailingDisk.mounted(targets.folder())) {
            Path set = disk.folder().resolve("set");
            Command.Outcome outcome =
                    Sluice.run("dump", "-t", Long.toString(keeper.pid()), "-D", set.toString(), option);
            Sluice.assertRefused(outcome, "cannot store the set " + set);
            assertThat(outcome.status()).isEqualTo(10);
            assertThat(set.resolve("inventory.img")).doesNotExist();
        }
        before.assertUnharmed("after a disk that failed");
        assertThat(keeper.wrongPages()).isZero();
    }
}
