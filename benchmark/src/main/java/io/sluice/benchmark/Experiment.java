package io.sluice.benchmark;

import io.sluice.benchmark.result.Failure;
import io.sluice.benchmark.result.Round;
import io.sluice.benchmark.subject.OwnReport;
import io.sluice.benchmark.subject.Visit;
import io.sluice.benchmark.target.Figures;
import io.sluice.benchmark.target.Target;
import io.sluice.benchmark.work.CannotMeasureException;
import io.sluice.benchmark.work.Commands;
import io.sluice.benchmark.work.Ended;
import io.sluice.benchmark.work.Program;
import io.sluice.benchmark.work.SetFolder;
import io.sluice.benchmark.work.Workplace;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes trials: a fresh target, and round after round of one subject. Used by one thread. */
final class Experiment {
    private static final double SECOND = 1e9;
    private final Workplace workplace;
    private final Path memory;
    private final Commands commands;
    private final Path program;
    private final Dd dd;
    private final Plan plan;

    /**
     * @param folder for programs
     * @param memory a folder in memory for the targets' figures: a write to a page that a disk has may have to wait
     */
    Experiment(Workplace workplace, Path folder, Path memory, Commands commands, Plan plan) {
        this.workplace = workplace;
        this.memory = memory;
        this.commands = commands;
        this.program = Program.compiled("target", folder);
        this.dd = new Dd(commands);
        this.plan = plan;
    }

    /** Hands over each round when it is over; answers why the trial broke off, if it did. No set and no target stays. */
    Optional<Failure> run(Plan.Trial trial, Consumer<Round> measured) {
        Path sets = trial.place().folder().resolve("sets");
        try (Target target = Target.start(workplace, program, memory, trial.target(), plan.share(), plan.sampler())) {
            return rounds(trial, target, measured);
        } catch (CannotMeasureException failure) {
            return Optional.of(failure(trial, false, failure.getMessage()));
        } finally {
            Workplace.remove(sets);
        }
    }

    private Optional<Failure> rounds(Plan.Trial trial, Target target, Consumer<Round> measured) {
        double[] ddSeconds = new double[1];
        Figures besideDd = target.during(() -> ddSeconds[0] = dd.seconds(trial.place(), target.bytes()));
        double freshSpeed = Double.NaN;
        for (int number = 1; number <= plan.later() + 1; number++) {
            Visit visit = new Visit(target.pid(), trial.place(), number);
            new SetFolder(visit.set()).make();
            dd.settle(trial.place());
            Measurement measurement = measure(trial, target, visit);
            if (!measurement.ended().succeeded()) {
                boolean refused = number == 1
                        && trial.subject().refuses(measurement.ended().status());
                return Optional.of(failure(trial, refused, measurement.ended().complaint()));
            }
            freshSpeed = number == 1 ? measurement.idle().speed() : freshSpeed;
            measured.accept(round(trial, target, visit, ddSeconds[0], besideDd, freshSpeed, measurement));
            if (visit.later() && !trial.subject().chains()) {
                Workplace.remove(visit.previous());
            }
        }
        return Optional.empty();
    }

    private record Measurement(
            Figures idle, Figures busy, Ended ended, long slabBefore, long slabMost, long hugeBefore) {}

    private Measurement measure(Plan.Trial trial, Target target, Visit visit) {
        long hugeBefore = target.hugeBytes();
        Figures idle = target.idle(plan.idleSeconds());
        Ended[] ended = new Ended[1];
        long slabBefore = Slab.bytes();
        try (Slab slab = Slab.watched()) {
            Figures busy =
                    target.during(() -> ended[0] = commands.run(trial.subject().command(visit)));
            return new Measurement(idle, busy, ended[0], slabBefore, slab.most(), hugeBefore);
        }
    }

    private static Round round(
            Plan.Trial trial,
            Target target,
            Visit visit,
            double dd,
            Figures besideDd,
            double freshSpeed,
            Measurement measurement) {
        SetFolder set = new SetFolder(visit.set());
        Ended ended = measurement.ended();
        boolean unsynced = trial.place().durable() && !trial.subject().syncs();
        Optional<OwnReport> own = trial.subject().report(ended.out());
        return new Round(
                trial.target().name(),
                trial.place().name(),
                trial.subject().name(),
                trial.number(),
                visit.round(),
                target.bytes(),
                ended.seconds(),
                unsynced ? set.sync() : 0,
                dd,
                besideDd.longestGap() / SECOND,
                besideDd.speed(),
                own.map(OwnReport::frozenSeconds).orElse(null),
                own.map(OwnReport::drainedSeconds).orElse(null),
                measurement.idle().longestGap() / SECOND,
                measurement.idle().longestStop() / SECOND,
                measurement.busy().longestGap() / SECOND,
                measurement.busy().longestStop() / SECOND,
                freshSpeed,
                measurement.idle().speed(),
                measurement.busy().speed(),
                set.bytes(),
                ended.residentKibibytes() * 1024,
                measurement.slabBefore(),
                measurement.slabMost(),
                measurement.hugeBefore(),
                target.hugeBytes());
    }

    private static Failure failure(Plan.Trial trial, boolean refused, String reason) {
        return new Failure(
                trial.target().name(), trial.place().name(), trial.subject().name(), trial.number(), refused, reason);
    }
}
