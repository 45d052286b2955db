package io.sluice.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The calculation finds again what rounds were made of. */
final class RoundModelTest {
    private static final double MEBIBYTE = 1 << 20;
    private static final Percentage ABOUT = Percentage.withPercentage(0.1);
    private static final Tree QUIET = new Tree(1024 * MEBIBYTE, 100 * MEBIBYTE, 1000 * MEBIBYTE, 0.01, 0.04);

    private static History rounds(Tree tree, Duration apart, int count) {
        Measurement last = tree.first();
        History history = History.of(last);
        for (int round = 1; round < count; round++) {
            last = tree.after(last, apart);
            history = history.with(last);
        }
        return history;
    }

    private static Forecast forecast(Tree tree, Duration apart, int count) {
        return Forecast.of(rounds(tree, apart, count), apart).orElseThrow();
    }

    @Test
    void findsWhatARoundCosts() {
        RoundModel model = RoundModel.of(rounds(QUIET, Duration.ZERO, 4), Duration.ZERO);
        assertThat(model.drained()).isCloseTo(QUIET.drained(), ABOUT);
        assertThat(model.looking()).isCloseTo(QUIET.looking(), ABOUT);
        assertThat(model.around()).isCloseTo(QUIET.around(), ABOUT);
        assertThat(model.standing()).isEqualTo(Seconds.of(Tree.STOP));
    }

    @Test
    void aFinalStopIsTheStopAndTheDrainingOfWhatTheLastRoundFound() {
        History history = rounds(QUIET, Duration.ZERO, 3);
        Forecast forecast = Forecast.of(history, Duration.ZERO).orElseThrow();
        assertThat(forecast.bytes()).isEqualTo(history.newest().bytes());
        assertThat(Seconds.of(forecast.stop()))
                .isCloseTo(Seconds.of(Tree.STOP.plus(history.newest().draining())), ABOUT);
    }

    @Test
    void theLimitIsWhereRoundsEnd() {
        Forecast early = forecast(QUIET, Duration.ZERO, 3);
        Forecast late = forecast(QUIET, Duration.ZERO, 30);
        assertThat(Seconds.of(early.limit().orElseThrow())).isCloseTo(Seconds.of(late.stop()), ABOUT);
        assertThat(early.stop()).isGreaterThan(late.stop());
    }

    @Test
    void roundsThatAreApartTendToWhatIsDirtiedBetweenThem() {
        Duration apart = Duration.ofSeconds(2);
        Forecast forecast = forecast(QUIET, apart, 3);
        double bytes = 2 * QUIET.dirtied();
        assertThat(Seconds.of(forecast.limit().orElseThrow()))
                .isCloseTo(Seconds.of(Tree.STOP) + QUIET.looking() + bytes / QUIET.drained(), ABOUT);
    }

    @Test
    void withoutALimitWhatIsDirtiedFasterThanDrained() {
        RoundModel model = RoundModel.of(rounds(QUIET, Duration.ZERO, 3), Duration.ZERO);
        assertThat(model.limit(model.drained())).isEmpty();
        assertThat(model.limit(2 * model.drained())).isEmpty();
        assertThat(model.limit(0.99 * model.drained())).isPresent();
    }

    @Test
    void anAffordableRateTendsToJustTheWantedStop() {
        for (Duration apart : new Duration[] {Duration.ZERO, Duration.ofMillis(300)}) {
            RoundModel model = RoundModel.of(rounds(QUIET, apart, 3), apart);
            double rate = model.affordable(0.02);
            assertThat(rate).isPositive();
            assertThat(model.stop(model.limit(rate).orElseThrow())).isCloseTo(0.02, within(1e-6));
        }
    }

    @Test
    void noRateIsAffordableWhereAnIdleTreeStandsLonger() {
        RoundModel model = RoundModel.of(rounds(QUIET, Duration.ZERO, 3), Duration.ZERO);
        assertThat(model.affordable(QUIET.looking())).isZero();
    }

    @Test
    void theLongestOfTheLastStopsCounts() {
        Measurement calm = QUIET.after(QUIET.first(), Duration.ZERO);
        Measurement disturbed =
                new Measurement(calm.bytes(), calm.since(), Duration.ofMillis(9), calm.draining(), calm.total());
        History history = History.of(QUIET.first()).with(disturbed).with(calm).with(calm);
        assertThat(RoundModel.of(history, Duration.ZERO).standing()).isEqualTo(0.009);
        assertThat(RoundModel.of(history.with(calm), Duration.ZERO).standing()).isEqualTo(0.001);
    }

    @Test
    void oneRoundTellsNothingOfWhatIsDirtied() {
        assertThat(Forecast.of(rounds(QUIET, Duration.ZERO, 1), Duration.ZERO)).isEmpty();
    }

    @Test
    void roundsThatWriteNothingOrTakeNoTimeAreNumbersToo() {
        Measurement nothing =
                new Measurement(0, Optional.of(Duration.ZERO), Duration.ZERO, Duration.ZERO, Duration.ZERO);
        Forecast forecast =
                Forecast.of(History.of(nothing).with(nothing), Duration.ZERO).orElseThrow();
        assertThat(forecast.stop()).isZero();
        assertThat(forecast.dirtied()).isZero();
        assertThat(forecast.drained()).isFinite();
    }
}
