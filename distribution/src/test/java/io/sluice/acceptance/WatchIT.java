package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.RegionKind;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that are watched by the packaged command, to each of its ends. */
class WatchIT {
    private static final int THREADS = 5;

    /** Whatever the machine does meanwhile, 64 MiB are not drained in this time: no machine moves 64 GiB/s. */
    private static final String TOO_SHORT = "1ms";

    @AutoClose
    private final Targets targets = Targets.create();

    private Path chain() {
        return targets.folder().resolve("chain");
    }

    private Path set(int number) {
        return chain().resolve(Integer.toString(number));
    }

    private boolean committed(int number) {
        return Files.exists(set(number).resolve("inventory.img"));
    }

    private String[] words(Keeper keeper, String... more) {
        List<String> words = new ArrayList<>(List.of("watch", "-t", Long.toString(keeper.pid()), "-D", "" + chain()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /** The newest set, from one that is known to be there on. */
    private int last(int known) {
        int last = known;
        while (committed(last + 1)) {
            last++;
        }
        return last;
    }

    /** The sets are 1 to {@code last} and nothing else, each a whole chain. */
    private void assertSets(int last) throws IOException {
        try (Stream<Path> all = Files.list(chain())) {
            assertThat(all.map(path -> path.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, i -> i + 1)
                            .limit(last)
                            .map(String::valueOf)
                            .toList());
        }
        for (int number = 1; number <= last; number++) {
            assertThat(Sluice.run("verify", set(number).toString()).succeeded().out())
                    .contains("sound: " + number + " set");
        }
    }

    private static void assertNothingLeft(Keeper keeper, Wellbeing before, String after) {
        before.assertUnharmed(after);
        assertThat(Sluice.run("show", "--target", Long.toString(keeper.pid()))
                        .succeeded()
                        .out())
                .startsWith("nothing of Sluice");
        assertThat(keeper.wrongPages()).as(after).isZero();
    }

    @Test
    void aQuietTreeComesToTheStop() throws IOException {
        Keeper keeper = targets.keeper(new KeeperPlan(32, THREADS, 1, EnumSet.allOf(RegionKind.class)));
        Wellbeing before = new Wellbeing(keeper, THREADS);
        keeper.rate(400);
        List<JsonObject> lines = Sluice.run(words(keeper, "--until-stop", "30s", "--json"))
                .succeeded()
                .out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        JsonObject outcome = lines.get(lines.size() - 1);
        int rounds = outcome.get("rounds").getAsInt();
        assertThat(outcome.get("outcome").getAsString()).isEqualTo("reached");
        assertThat(outcome.get("set").getAsString()).isEqualTo(set(rounds).toString());
        assertThat(lines).hasSize(rounds + 1);
        JsonObject second = lines.get(1);
        assertThat(second.getAsJsonObject("report").get("tracker").getAsString())
                .isEqualTo("uffd");
        assertThat(second.getAsJsonObject("forecast").get("stop_microseconds").getAsLong())
                .isBetween(1L, 30_000_000L);
        assertSets(rounds);
        assertNothingLeft(keeper, before, "after a watch");
    }

    @Test
    void roundsStoreWhatChangedBetweenThem() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(64));
        keeper.rate(400);
        List<JsonObject> rounds = Sluice.run(words(keeper, "--every", "200ms", "--rounds", "4", "--json"))
                .succeeded()
                .out()
                .lines()
                .limit(4)
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(rounds.get(0).get("pages_written").getAsLong()).isGreaterThan(64 * 256);
        assertThat(rounds.subList(1, 4)).allSatisfy(round -> {
            assertThat(round.get("pages_written").getAsLong()).isBetween(10L, 64 * 128L);
            assertThat(round.get("since_microseconds").getAsLong()).isGreaterThanOrEqualTo(200_000);
        });
        assertSets(4);
    }

    @Test
    void aTreeThatWritesEverythingDoesNotConverge() throws IOException {
        Keeper keeper = targets.keeper(new KeeperPlan(64, THREADS, 0, EnumSet.noneOf(RegionKind.class)));
        Wellbeing before = new Wellbeing(keeper, THREADS);
        keeper.rate(2_000_000);
        Command.Outcome outcome = Sluice.run(words(keeper, "--until-stop", TOO_SHORT));
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(12);
        assertThat(outcome.out()).contains("it does not converge: the tree dirties");
        Sluice.assertRefused(outcome, "do not come to a stop of 1.00 ms");
        keeper.rate(0);
        assertSets(last(4));
        assertNothingLeft(keeper, before, "after a watch that was given up");
    }

    @Test
    void aTreeThatEndsInTheMiddleLeavesItsChain() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(64));
        Path log = targets.folder().resolve("watch.log");
        Process watch = Sluice.start(log, words(keeper, "--every", "50ms"));
        Waiting.until(() -> committed(2) || !watch.isAlive(), () -> "no second round");
        keeper.target().kill();
        Waiting.until(() -> !watch.isAlive(), () -> "it watches the dead");
        String said = Files.readString(log.resolveSibling("watch.log.err"));
        assertThat(watch.exitValue()).as(said).isEqualTo(4);
        int last = last(2);
        assertThat(said).hasLineCount(1).contains("ended", "the last set is " + set(last));
        assertSets(last);
    }

    @Test
    void aTreeThatEndsBetweenRoundsIsNotWaitedFor() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Path log = targets.folder().resolve("watch.log");
        Process watch = Sluice.start(log, words(keeper, "--every", "1h"));
        Waiting.until(() -> committed(1) || !watch.isAlive(), () -> "no first round");
        keeper.target().kill();
        Waiting.until(() -> !watch.isAlive(), () -> "it waits for the dead");
        assertThat(watch.exitValue()).isEqualTo(4);
        assertThat(Files.readString(log.resolveSibling("watch.log.err"))).contains("the last set is " + set(1));
    }

    /** In the middle of a round as the third is begun, else between two. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aSignalEndsItWithTheLastSet(String signal) throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(128));
        Wellbeing before = new Wellbeing(keeper, THREADS);
        keeper.rate(100_000);
        Path log = targets.folder().resolve("watch.log");
        Process watch = Sluice.start(log, words(keeper, "--every", "0s"));
        Waiting.until(() -> Files.exists(set(3)) || !watch.isAlive(), () -> "no third round");
        Sluice.signal(signal, watch);
        Waiting.until(() -> !watch.isAlive(), () -> "it goes on");
        assertThat(watch.exitValue()).isZero();
        keeper.rate(0);
        int last = last(2);
        assertThat(Files.readString(log)).endsWith("ended by a signal; the last set is " + set(last) + "\n");
        assertThat(log.resolveSibling("watch.log.err")).isEmptyFile();
        assertSets(last);
        assertNothingLeft(keeper, before, "after SIG" + signal);
    }

    @Test
    void aSignalBeforeTheFirstSetIsACancelledCommand() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(512));
        Wellbeing before = new Wellbeing(keeper, THREADS);
        Path log = targets.folder().resolve("watch.log");
        Process watch = Sluice.start(log, words(keeper));
        Waiting.until(() -> Files.exists(set(1)) || !watch.isAlive(), () -> "no first round");
        Sluice.signal("INT", watch);
        Waiting.until(() -> !watch.isAlive(), () -> "it goes on");
        assertThat(watch.exitValue()).isEqualTo(130);
        assertThat(set(1)).doesNotExist();
        assertNothingLeft(keeper, before, "after SIGINT in the first round");
    }

    @Test
    void aFolderWithSetsIsRefused() {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Sluice.run(words(keeper, "--rounds", "1")).succeeded();
        Command.Outcome again = Sluice.run(words(keeper, "--rounds", "1"));
        assertThat(again.status()).isEqualTo(7);
        Sluice.assertRefused(again, set(1).toString());
    }

    @Test
    void theTimeLimitEndsItAndLeavesTheChain() throws IOException {
        Keeper keeper = targets.keeper(KeeperPlan.plain(1));
        Command.Outcome late = Sluice.run(words(keeper, "--every", "1h", "--timeout", "3s"));
        assertThat(late.status()).as(late.toString()).isEqualTo(11);
        Sluice.assertRefused(late, "the last set is " + set(1));
        assertSets(1);
    }
}
