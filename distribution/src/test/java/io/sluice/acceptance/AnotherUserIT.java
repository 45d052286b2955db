package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The targets of another user, who has no right over Sluice, are tracked and taken as one's own. */
class AnotherUserIT {
    @AutoClose
    private final Targets targets = Targets.create();

    @ParameterizedTest
    @EnumSource
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
}
