package io.sluice.benchmark;

import io.sluice.benchmark.result.Failure;
import io.sluice.benchmark.result.Round;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Lines that tell how far the benchmark is. */
final class Progress {
    private final PrintWriter out;
    private final int trials;
    private final long begun = System.nanoTime();
    private int done;

    Progress(PrintWriter out, int trials) {
        this.out = out;
        this.trials = trials;
    }

    /** A trial begins. */
    void begins(Plan.Trial trial) {
        line(
                "[%d/%d%s] %s, %s, %s",
                done + 1,
                trials,
                left(),
                trial.target().title(),
                trial.place().name(),
                trial.subject().name());
    }

    /** A round is over. */
    void round(Round round) {
        line(
                "    round %d: gap %.1f ms (idle %.1f), %.2f s, %.2f of dd, target's speed %.0f %%",
                round.round(),
                round.gap() * 1e3,
                round.idleGap() * 1e3,
                round.wall() + round.syncing(),
                round.ofDd(),
                round.speedKept() * 100);
    }

    /** A trial broke off. */
    void failed(Failure failure) {
        line("    %s: %s", failure.refused() ? "not measured" : "failed", failure.reason());
    }

    /** A trial is over, or was left out. */
    void over() {
        done++;
    }

    private String left() {
        if (done == 0) {
            return "";
        }
        Duration left = Duration.ofNanos((System.nanoTime() - begun) / done * (trials - done));
        return left.toMinutes() < 2 ? ", " + left.toSeconds() + " s left" : ", " + left.toMinutes() + " min left";
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
