package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Crit;
import io.sluice.testkit.image.Pagemap;
import io.sluice.testkit.image.Reports;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A chain of three holds every kind of memory byte for byte, as the target itself says, and crit decodes all of it. */
class ChainIT {
    @AutoClose
    private final Targets targets = Targets.create();

    @Test
    void threeRoundsHoldEveryKindOfMemory() {
        Keeper keeper = targets.keeper(KeeperPlan.everything(16));
        chainOfThree(keeper);
        assertThat(keeper.wrongPages()).isZero();
        assertThat(keeper.harm()).isZero();
    }

    @Test
    void namesAreTheIdsOfTheRootsOwnNamespace() throws IOException {
        Keeper keeper = targets.keeperInNamespace(KeeperPlan.everything(2));
        Rounds rounds = chainOfThree(keeper);
        assertThat(Pagemap.read(rounds.last().resolve("pagemap-1.img")).runs()).isNotEmpty();
        assertThat(rounds.last().resolve("pagemap-" + keeper.pid() + ".img")).doesNotExist();
    }

    @Test
    @EnabledIf("io.sluice.testkit.image.Crit#installed")
    void critDecodesEveryImage() {
        Keeper keeper = targets.keeper(KeeperPlan.everything(2));
        Rounds rounds = chainOfThree(keeper);
        assertThat(rounds.sets())
                .allSatisfy(set -> assertThat(Crit.complaints(set)).isEmpty());
        assertThat(Crit.decode(rounds.last().resolve("inventory.img"))).contains("dump_uptime", "pre_dump_mode");
        assertThat(Crit.decode(rounds.last().resolve("stats-dump"))).contains("pages_written");
    }

    @Test
    void sharedMemoryIsStoredOnceNotOnceATask() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.everything(2));
        Path set = new Rounds(targets.folder().resolve("once"), keeper.target()).next();
        try (var files = Files.list(set)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("pagemap-shmem-")))
                    .hasSize(3);
        }
    }

    @Test
    void aChainIsShownAndVerifiedAsASetOfPrograms() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(2));
        Rounds rounds = chainOfThree(keeper);
        String last = rounds.last().toString();
        assertThat(Sluice.run("verify", last).succeeded().err()).isEmpty();
        Command.Outcome shown = Sluice.run("show", "--json", last).succeeded();
        assertThat(shown.out().trim()).startsWith("{").endsWith("}");
        assertThat(Sluice.run("verify", "--json", last).succeeded().out().trim())
                .startsWith("{");
    }

    private Rounds chainOfThree(Keeper keeper) {
        Rounds rounds = new Rounds(targets.folder().resolve("chain-" + keeper.pid()), keeper.target());
        keeper.rate(5_000);
        rounds.next();
        keeper.touchAll(1);
        rounds.next();
        keeper.rate(0);
        keeper.touchAll(2);
        long report = keeper.report();
        keeper.target().stop();
        rounds.next();
        rounds.assertEqualsMemory("");
        assertThat(Reports.differences(keeper, report, rounds.last())).isEmpty();
        keeper.target().resume();
        return rounds;
    }
}
