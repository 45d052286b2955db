package io.sluice.benchmark;

import io.sluice.benchmark.result.Failure;
import io.sluice.benchmark.result.ResultFile;
import io.sluice.benchmark.work.Workplace;
import java.util.HashSet;
import java.util.Set;

/** Makes all trials of a plan, and notes each round at once. */
final class Campaign {
    private final Workplace workplace;
    private final Experiment experiment;
    private final Progress progress;
    private final ResultFile file;
    private final Set<String> refused = new HashSet<>();
    private boolean failed;

    Campaign(Workplace workplace, Experiment experiment, Progress progress, ResultFile file) {
        this.workplace = workplace;
        this.experiment = experiment;
        this.progress = progress;
        this.file = file;
    }

    /** Whether all went well; a subject that refuses is not asked again, and that is no failure. */
    boolean run(Plan plan) {
        for (Plan.Trial trial : plan.inTurn()) {
            if (workplace.closed()) {
                return false;
            }
            if (!refused.contains(trial.subject().name())) {
                progress.begins(trial);
                run(trial);
            }
            progress.over();
        }
        return !failed;
    }

    private void run(Plan.Trial trial) {
        experiment
                .run(trial, round -> {
                    file.add(round);
                    progress.round(round);
                })
                .filter(failure -> !workplace.closed())
                .ifPresent(this::note);
    }

    private void note(Failure failure) {
        file.add(failure);
        progress.failed(failure);
        if (failure.refused()) {
            refused.add(failure.subject());
        } else {
            failed = true;
        }
    }
}
