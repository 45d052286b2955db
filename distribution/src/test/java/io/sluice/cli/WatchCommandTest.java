package io.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.sluice.control.Control;
import io.sluice.dump.PreDumpRequest;
import io.sluice.dump.Tracking;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.watch.Forecast;
import io.sluice.watch.RoundModel;
import io.sluice.watch.WatchOutcome;
import io.sluice.watch.WatchRequest;
import io.sluice.watch.WatchRound;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rounds here are answered by reports that are all the same; the process that is watched is this one. */
class WatchCommandTest {
    private static final int SELF = (int) ProcessHandle.current().pid();

    private final NotedPlatform platform = new NotedPlatform();

    private CommandRun watch(String... more) {
        String[] words = new String[more.length + 5];
        System.arraycopy(new String[] {"watch", "-t", Integer.toString(SELF), "-D", "chain"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return CommandRun.of(platform, words);
    }

    @Test
    void asksForWhatTheOptionsSay() {
        watch("--every", "1ms", "--until-stop", "1.5s", "--rounds", "3", "--pre-dump-mode", "splice");
        assertThat(platform.watches)
                .containsExactly(WatchRequest.until(Duration.ofMillis(1500), SELF, "chain")
                        .withEvery(Duration.ofMillis(1))
                        .withRounds(3)
                        .withDrain("splice"));
        assertThat(platform.closed).isEqualTo(1);
    }

    @Test
    void roundsAreApartUnlessAStopIsWanted() {
        watch("--rounds", "1");
        watch("--rounds", "1", "--until-stop", "5ms");
        assertThat(platform.watches)
                .extracting(WatchRequest::every)
                .containsExactly(WatchRequest.USUALLY_EVERY, Duration.ZERO);
    }

    @Test
    void everyRoundAddsToTheOneBefore() {
        CommandRun run = watch("--every", "0s", "--rounds", "3");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(platform.requests).extracting(PreDumpRequest::set).containsExactly("chain/1", "chain/2", "chain/3");
        assertThat(platform.requests)
                .extracting(request -> request.parent().orElse(""))
                .containsExactly("", "../1", "../2");
        assertThat(platform.requests).extracting(PreDumpRequest::tracking).containsOnly(Tracking.STAYS_IN_SLUICE);
        assertThat(run.out()).contains("round 1: 4 pages written, 16.0 KiB", "round 3: ", "the last set is chain/3");
    }

    @Test
    void endsWhenTheStopIsReached() {
        CommandRun run = watch("--until-stop", "1s");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.out()).contains("reached: a final stop would take 32.50 ms; the last set is chain/2");
    }

    @Test
    void saysThatItDoesNotConverge() {
        CommandRun run = watch("--until-stop", "1ms");
        assertThat(run.status()).isEqualTo(ErrorCode.NOT_CONVERGING.exitStatus());
        assertThat(run.out())
                .contains("it does not converge: the tree dirties", "for 1.00 ms even a tree that writes nothing");
        assertThat(run.err()).hasLineCount(1).contains("do not come to a stop of 1.00 ms", "chain/4");
    }

    /** 1 MiB a second where 2 are drained; the stop takes 1 ms, and the rest of a round 19. */
    @Test
    void saysWhichRateWouldDo() {
        assertThat(notConverging(Optional.of(Duration.ofMillis(21)), 1 << 20))
                .contains("the tree dirties 256 pages/s (1.00 MiB/s), by which final stops tend to 21.00 ms")
                .contains("for 11.00 ms it must be 177 pages/s (706.2 KiB/s) at the most; the last set is chain/1");
        assertThat(notConverging(Optional.empty(), 3 << 20))
                .contains("768 pages/s (3.00 MiB/s), and 2.00 MiB/s are drained; for 11.00 ms it must be");
    }

    private String notConverging(Optional<Duration> limit, double dirtied) {
        WatchRequest request = WatchRequest.until(Duration.ofMillis(11), SELF, "chain");
        PreDumpRequest asked = PreDumpRequest.first(SELF, "chain/1");
        RoundModel model = new RoundModel(0.001, 0, 0.019, 0, 2 << 20);
        Forecast forecast = new Forecast(Duration.ofMillis(30), 4096, limit, dirtied, model.drained(), model);
        WatchRound last = new WatchRound(
                1, platform.preDump(asked, Control.unlimited()), Optional.empty(), Optional.of(forecast), asked);
        StringWriter out = new StringWriter();
        WatchText.print(new WatchOutcome(WatchOutcome.End.NOT_CONVERGING, request, last), new PrintWriter(out, true));
        return out.toString();
    }

    @Test
    void aFirstRoundThatFailsLeavesNothingToName() {
        platform.failWith(new SluiceException(ErrorCode.STORAGE, "no space", "make room"));
        CommandRun first = watch("--rounds", "2", "--every", "0");
        assertThat(first.status()).isEqualTo(10);
        assertThat(first.err()).isEqualTo("sluice: no space; make room\n");
    }

    @Test
    void printsALineARoundForPrograms() {
        CommandRun run = watch("--json", "--every", "0s", "--rounds", "2");
        List<JsonObject> lines = run.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).has("forecast")).isFalse();
        assertThat(lines.get(1).get("bytes_written").getAsLong()).isEqualTo(4 * 4096);
        assertThat(lines.get(1)
                        .getAsJsonObject("forecast")
                        .get("stop_microseconds")
                        .getAsLong())
                .isEqualTo(32_500);
        assertThat(lines.get(2).get("outcome").getAsString()).isEqualTo("rounds-done");
        assertThat(lines.get(2).get("set").getAsString()).isEqualTo("chain/2");
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (List<String> wrong : List.of(
                List.of("--every", "soon"),
                List.of("--every", "-1s"),
                List.of("--until-stop", "5 parsecs"),
                List.of("--rounds", "0"),
                List.of("--rounds", "1000000"),
                List.of("--timeout", "1d"))) {
            CommandRun run = watch(wrong.toArray(String[]::new));
            assertThat(run.status()).as(run.toString()).isEqualTo(2);
            assertThat(run.err().lines()).as(run.toString()).hasSize(1);
        }
        assertThat(platform.watches).isEmpty();
    }

    @Test
    void whoIsNotThereIsNotWatched() {
        CommandRun run = CommandRun.of(platform, "watch", "-t", "2147483647", "-D", "chain");
        assertThat(run.status()).isEqualTo(4);
        assertThat(platform.requests).isEmpty();
    }

    @Test
    void aTimeHasAUnit() throws Exception {
        Timespan timespan = new Timespan();
        assertThat(timespan.convert("20ms")).isEqualTo(Duration.ofMillis(20));
        assertThat(timespan.convert("2.5s")).isEqualTo(Duration.ofMillis(2500));
        assertThat(timespan.convert("3")).isEqualTo(Duration.ofSeconds(3));
        assertThat(timespan.convert("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(timespan.convert("1h")).isEqualTo(Duration.ofHours(1));
        assertThat(timespan.convert("50us")).isEqualTo(Duration.ofNanos(50_000));
    }
}
