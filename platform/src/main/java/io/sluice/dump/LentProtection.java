package io.sluice.dump;

import io.sluice.dump.protection.ProtectedTask;
import io.sluice.dump.protection.Protections;
import io.sluice.dump.protection.TaskProtection;
import io.sluice.memory.LongRuns;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.WriteProtection;
import java.util.List;
import java.util.Optional;

/** The write-protection that one target has in one round: asked for once its tracker asks for it, given back at the end. */
final class LentProtection implements AutoCloseable {
    private final Protections protections;
    private final Optional<ProtectedTask> task;
    private Optional<TaskProtection> lent = Optional.empty();

    private LentProtection(Protections protections, Optional<ProtectedTask> task) {
        this.protections = protections;
        this.task = task;
    }

    /** That of a task; of a shared segment there is none. */
    static LentProtection of(Protections protections, TargetIdentity identity) {
        Optional<ProtectedTask> task = identity instanceof TargetIdentity.OfTask of
                ? Optional.of(new ProtectedTask(
                        of.entry().hostPid(),
                        of.entry().startTicks(),
                        of.entry().program()))
                : Optional.empty();
        return new LentProtection(protections, task);
    }

    Optional<WriteProtection> get() throws ComponentException {
        if (lent.isEmpty() && task.isPresent()) {
            lent = protections.lend(task.get());
        }
        return lent.map(WriteProtection.class::cast);
    }

    /** Right before the stop: these pages were populated. */
    void populatedBefore(LongRuns runs) {
        lent.ifPresent(protection -> protection.populatedBefore(runs));
    }

    /** Those of which the protection tells what is not populated any more; none without it. */
    LongRuns populatedBefore() {
        return lent.map(TaskProtection::populatedBefore).orElse(LongRuns.NONE);
    }

    /** The task stands still: answers what of its memory is to be armed. */
    List<PageRange> stopped() {
        return lent.map(protection -> protection.stopped().ranges()).orElse(List.of());
    }

    /** The task is about to run again. */
    void released() {
        lent.ifPresent(TaskProtection::released);
    }

    @Override
    public void close() {
        lent.ifPresent(TaskProtection::close);
    }
}
