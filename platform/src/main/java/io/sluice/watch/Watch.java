package io.sluice.watch;

import io.sluice.control.Control;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.watch.WatchOutcome.End;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The use case: rounds of pre-dumps of one tree, each adding to the one before. Used once. */
public final class Watch {
    private final WatchRequest request;
    private final Function<PreDumpRequest, PreDumpReport> preDump;
    private final WatchListener listener;
    private final Control control;
    private final Optional<Convergence> convergence;
    private Optional<History> history = Optional.empty();
    private Optional<WatchRound> last = Optional.empty();
    private long began;

    /**
     * Prepares one.
     *
     * @param preDump makes a round, under the same control
     */
    public Watch(
            WatchRequest request,
            Function<PreDumpRequest, PreDumpReport> preDump,
            WatchListener listener,
            Control control) {
        this.request = request;
        this.preDump = preDump;
        this.listener = listener;
        this.control = control;
        this.convergence = request.untilStop().map(Convergence::new);
    }

    /**
     * Does it. The thread sleeps between rounds.
     *
     * @throws SluiceException when a round fails, and when it is cancelled before the first is done; what was committed stays,
     *     and is named
     */
    public WatchOutcome run() {
        try (WatchedTree tree = WatchedTree.of(request.pid())) {
            Optional<End> end = round(tree);
            while (end.isEmpty()) {
                tree.waitUntil(began + request.every().toNanos(), control);
                end = round(tree);
            }
            return outcome(end.get());
        } catch (SluiceException failed) {
            if (last.isEmpty()) {
                throw failed;
            }
            if (failed.code() == ErrorCode.CANCELLED) {
                return outcome(End.CANCELLED);
            }
            throw naming(last.get().report().set(), failed);
        }
    }

    private WatchOutcome outcome(End end) {
        return new WatchOutcome(end, request, last.orElseThrow());
    }

    private static SluiceException naming(String set, SluiceException failed) {
        return new SluiceException(
                failed.code(), failed.getMessage(), failed.remedy() + "; the last set is " + set, failed);
    }

    /** Takes one more round; answers why it ends when that was the last. */
    private Optional<End> round(WatchedTree tree) {
        tree.requireAlive();
        WatchRound round = takeRoundOf(tree);
        listener.on(round);
        return judge(round)
                .or(() -> round.number() == request.rounds() ? Optional.of(End.ROUNDS_DONE) : Optional.empty());
    }

    private Optional<End> judge(WatchRound round) {
        if (convergence.isEmpty() || round.forecast().isEmpty()) {
            return Optional.empty();
        }
        return switch (convergence.get().judge(round.forecast().get())) {
            case REACHED -> Optional.of(End.REACHED);
            case HOPELESS -> Optional.of(End.NOT_CONVERGING);
            case OPEN -> Optional.empty();
        };
    }

    /** A round knows a pid alone: of a root that ended just before it, it says that there never was one. */
    private WatchRound takeRoundOf(WatchedTree tree) {
        try {
            return takeRound();
        } catch (SluiceException failed) {
            if (failed.code() == ErrorCode.TARGET_GONE) {
                tree.requireAlive();
            }
            throw failed;
        }
    }

    private WatchRound takeRound() {
        int number = last.map(before -> before.number() + 1).orElse(1);
        long begins = System.nanoTime();
        Optional<Duration> since = last.map(before -> Duration.ofNanos(begins - began));
        began = begins;
        PreDumpReport report = preDump.apply(request.round(number));
        Measurement measured = Measurement.of(report, since);
        history = Optional.of(History.of(history, measured));
        Optional<Forecast> forecast = Forecast.of(history.get(), request.every());
        PreDumpRequest next = request.round(number + 1, Optional.of(report.tracker()));
        WatchRound round = new WatchRound(number, report, since, forecast, next);
        last = Optional.of(round);
        return round;
    }
}
