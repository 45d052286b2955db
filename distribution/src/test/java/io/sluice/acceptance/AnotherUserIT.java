package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The targets of another user, who has no right over Sluice, are tracked and taken as one's own. */
class AnotherUserIT {
    @AutoClose
    private final Targets targets = Targets.create();

    @ParameterizedTest
    @EnumSource(names = {"HASH_READ", "TRACKED_SPLICE", "TRACKED_WRITE"})
    void everyRoundEqualsTheMemory(Way way) {
        Keeper keeper = targets.keeperOfAnotherUser(KeeperPlan.everything(8));
        assertThat(keeper.files().status("Uid")).startsWith("65534");
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), keeper.target(), way);
        keeper.rate(2_000);
        rounds.next();
        for (int round = 0; round < 2; round++) {
            keeper.touchAll(round);
            rounds.next();
            rounds.nextAndCompare("");
        }
        rounds.release();
        assertThat(keeper.wrongPages()).isZero();
        assertThat(keeper.harm()).isZero();
    }

    /** Then a thread of its own makes the calls, and what a shadow would drain is read. */
    @ParameterizedTest
    @EnumSource(names = {"TRACKED_READ", "TRACKED_SPLICE"})
    void aTargetThatMayMakeNoTaskIsTrackedToo(Way way) throws Exception {
        Keeper keeper = targets.keeperOfAnotherUser(KeeperPlan.plain(8));
        limitTasks(keeper.target().pid());
        Rounds rounds = new Rounds(targets.folder().resolve("chain"), keeper.target(), way);
        keeper.rate(2_000);
        for (int round = 0; round < 3; round++) {
            rounds.next();
            keeper.touchAll(round);
        }
        rounds.nextAndCompare("");
        rounds.release();
        assertThat(keeper.wrongPages()).isZero();
        assertThat(keeper.harm()).isZero();
    }

    /** That user may do so himself. */
    private static void limitTasks(long pid) throws Exception {
        List<String> limit = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        limit.addAll(List.of("prlimit", "--pid", Long.toString(pid), "--nproc=1:1"));
        assertThat(new ProcessBuilder(limit).start().waitFor()).isZero();
    }
}
