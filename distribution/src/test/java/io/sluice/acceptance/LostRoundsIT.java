package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds that fail for want of space, are killed, or belong to a second chain of the same target, lose nothing. */
class LostRoundsIT {
    private static final int ROUNDS = Form.count(2, 25);
    private final Random random = Form.random();
    private final String seed = "seed " + Form.seed();
    private Targets targets;
    private Keeper keeper;
    private Rounds rounds;

    private void firstRound(Way way) {
        targets = Targets.create();
        keeper = targets.keeper(KeeperPlan.everything(16));
        rounds = new Rounds(targets.folder().resolve("chain"), keeper.target(), way);
        keeper.rate(5_000);
        rounds.next();
    }

    @AfterEach
    void end() {
        targets.close();
    }

    static Stream<Way> ways() {
        return Form.turns(List.of(Way.HASH_READ, Way.TRACKED_SPLICE, Way.TRACKED_AND_HASHED));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aFullDiskLosesNothing(Way way) {
        firstRound(way);
        for (int round = 0; round < ROUNDS; round++) {
            keeper.touchAll(round);
            try (Mounted disk = Mounted.memory(targets.folder().resolve("full"), "size=256k")) {
                Path set = disk.folder().resolve("set");
                Command.Outcome outcome = Sluice.run(rounds.argumentsTo(set));
                Sluice.assertRefused(outcome);
                assertThat(set.resolve("inventory.img")).as(outcome.toString()).doesNotExist();
                assertThat(Sluice.run("verify", set.toString()).status()).isNotZero();
            }
            rounds.nextAndCompare(seed);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aKilledRoundLosesNothing(Way way) {
        firstRound(way);
        long usual = millisecondsOfARound();
        for (int round = 0; round < ROUNDS; round++) {
            keeper.touchAll(round);
            Process process = Sluice.start(targets.folder().resolve("killed.log"), rounds.arguments());
            Waiting.pause(random.nextLong(usual + usual / 4));
            Sluice.kill(process);
            if (Files.exists(rounds.upcoming().resolve("inventory.img"))) {
                rounds.succeeded();
                Sluice.run("verify", rounds.last().toString()).succeeded();
            }
            rounds.nextAndCompare(seed);
        }
    }

    private long millisecondsOfARound() {
        long before = System.nanoTime();
        rounds.next();
        return Math.max(1, (System.nanoTime() - before) / 1_000_000);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aSecondChainLosesNothing(Way way) {
        firstRound(way);
        Rounds second = new Rounds(targets.folder().resolve("second"), keeper.target(), way);
        second.next();
        for (int round = 0; round < ROUNDS; round++) {
            keeper.touchAll(round);
            Rounds turn = random.nextBoolean() ? rounds : second;
            turn.nextAndCompare(seed);
        }
        rounds.nextAndCompare(seed);
        second.nextAndCompare(seed);
    }
}
