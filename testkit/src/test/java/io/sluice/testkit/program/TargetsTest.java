package io.sluice.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.proc.TaskFiles;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TargetsTest {
    @AutoClose
    private final Targets targets = Targets.create();

    @Test
    void aKeeperHasEveryKindAndFindsItselfRight() {
        Keeper keeper = targets.keeper(KeeperPlan.everything(4));
        assertThat(keeper.regions()).extracting(Region::kind).contains(RegionKind.values());
        keeper.rate(20_000);
        Waiting.pause(100);
        keeper.rate(0);
        assertThat(keeper.touchAll(3)).isPositive();
        assertThat(keeper.wrongPages()).isZero();
        assertThat(keeper.harm()).isZero();
    }

    @Test
    void aStopAndAContinueAreNoHarm() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        keeper.target().stop();
        List<Long> stopped = keeper.counters(5);
        Waiting.pause(50);
        assertThat(keeper.counters(5)).isEqualTo(stopped);
        keeper.target().resume();
        Waiting.until(() -> advanced(stopped, keeper.counters(5)), () -> "the counters stand still");
        assertThat(keeper.harm()).isZero();
        assertThat(keeper.longestGap()).isGreaterThan(40_000_000);
    }

    private static boolean advanced(List<Long> before, List<Long> after) {
        for (int i = 0; i < before.size(); i++) {
            if (after.get(i) <= before.get(i)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void aKeeperInANamespaceHasTwoIds() {
        Keeper keeper = targets.keeperInNamespace(KeeperPlan.plain(1));
        assertThat(keeper.files().namespaceIds()).containsExactly(keeper.pid(), 1L);
    }

    @Test
    void aStormBlowsInEveryWayAndComesToRest() {
        Storm storm = targets.storm(8, 1);
        Waiting.until(() -> storm.counters().stream().allMatch(count -> count > 3), () -> "" + storm.counters());
        storm.target().stop();
        List<Long> atRest = storm.counters();
        Waiting.pause(50);
        assertThat(storm.counters()).isEqualTo(atRest);
    }

    @Test
    void nothingIsLeft() {
        Targets own = Targets.create();
        Keeper keeper = own.keeper(KeeperPlan.everything(1));
        List<TaskFiles> tree = keeper.files().tree();
        own.close();
        assertThat(tree).hasSize(2).noneMatch(TaskFiles::alive);
        assertThat(Files.exists(own.folder())).isFalse();
    }
}
