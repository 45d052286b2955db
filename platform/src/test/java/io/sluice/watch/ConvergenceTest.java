package io.sluice.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.watch.Convergence.Judgement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Trees whose rounds come to the wanted stop, and trees whose do not. */
final class ConvergenceTest {
    private static final double MEBIBYTE = 1 << 20;
    private static final Duration WANTED = Duration.ofMillis(20);
    private static final int MANY = 50;

    private record Verdict(Judgement judgement, int rounds) {}

    /** Takes rounds of a tree until something is decided. */
    private static Verdict verdict(Tree tree, Duration apart) {
        Convergence convergence = new Convergence(WANTED);
        Measurement last = tree.first();
        History history = History.of(last);
        for (int round = 2; round <= MANY; round++) {
            last = tree.after(last, apart);
            history = history.with(last);
            Judgement judgement = convergence.judge(Forecast.of(history, apart).orElseThrow());
            if (judgement != Judgement.OPEN) {
                return new Verdict(judgement, round);
            }
        }
        return new Verdict(Judgement.OPEN, MANY);
    }

    private static Tree writing(double mebibytesASecond) {
        return new Tree(1024 * MEBIBYTE, mebibytesASecond * MEBIBYTE, 1000 * MEBIBYTE, 0.005, 0.04);
    }

    @Test
    void aQuietTreeComesToIt() {
        assertThat(verdict(writing(100), Duration.ZERO).judgement()).isEqualTo(Judgement.REACHED);
        assertThat(verdict(writing(0), Duration.ZERO)).isEqualTo(new Verdict(Judgement.REACHED, 2));
    }

    @Test
    void slowlyShrinkingRoundsAreWaitedFor() {
        Verdict slow = verdict(writing(190), Duration.ZERO);
        assertThat(slow.judgement()).isEqualTo(Judgement.REACHED);
        assertThat(slow.rounds()).isGreaterThan(3);
    }

    @Test
    void aTreeThatWritesFasterThanIsDrainedDoesNot() {
        assertThat(verdict(writing(1000), Duration.ZERO).judgement()).isEqualTo(Judgement.HOPELESS);
        assertThat(verdict(writing(5000), Duration.ZERO).judgement()).isEqualTo(Judgement.HOPELESS);
    }

    @Test
    void aTreeThatTendsToALongerStopDoesNot() {
        assertThat(verdict(writing(500), Duration.ZERO).judgement()).isEqualTo(Judgement.HOPELESS);
    }

    @Test
    void theAffordableRateIsTheBorder() {
        Tree tree = writing(500);
        Measurement second = tree.after(tree.first(), Duration.ZERO);
        double rate = RoundModel.of(History.of(tree.first()).with(second), Duration.ZERO)
                        .affordable(Seconds.of(WANTED))
                / MEBIBYTE;
        assertThat(verdict(writing(0.99 * rate), Duration.ZERO).judgement()).isEqualTo(Judgement.REACHED);
        assertThat(verdict(writing(1.05 * rate), Duration.ZERO).judgement()).isEqualTo(Judgement.HOPELESS);
    }

    @Test
    void pagesThatAreAlwaysHotAreNotTakenForARateThatFalls() {
        // 50 MiB are written over and over: each round finds all of them.
        Tree hot = new Tree(50 * MEBIBYTE, 1e12, 1000 * MEBIBYTE, 0.005, 0.04);
        assertThat(verdict(hot, Duration.ZERO).judgement()).isEqualTo(Judgement.HOPELESS);
    }

    @Test
    void roundsFarApartDoNotComeToWhatRoundsAtOnceDo() {
        Duration apart = Duration.ofSeconds(5);
        assertThat(verdict(writing(100), apart).judgement()).isEqualTo(Judgement.HOPELESS);
        assertThat(verdict(writing(1), apart).judgement()).isEqualTo(Judgement.REACHED);
    }

    @Test
    void oneDisturbedRoundIsForgiven() {
        Tree tree = writing(190);
        Convergence convergence = new Convergence(WANTED);
        History history = History.of(tree.first());
        Measurement calm = tree.after(tree.first(), Duration.ZERO);
        Measurement disturbed = new Measurement(
                1L << 30, Optional.of(Duration.ofMillis(500)), Tree.STOP, calm.draining(), calm.total());
        for (int round = 0; round < 5; round++) {
            assertThat(judge(convergence, history.with(disturbed))).isEqualTo(Judgement.OPEN);
            assertThat(judge(convergence, history.with(disturbed))).isEqualTo(Judgement.OPEN);
            assertThat(judge(convergence, history.with(calm))).isEqualTo(Judgement.OPEN);
        }
    }

    private static Judgement judge(Convergence convergence, History history) {
        return convergence.judge(Forecast.of(history, Duration.ZERO).orElseThrow());
    }
}
