package io.sluice.dump.protection;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.proc.TaskIdentity;
import io.sluice.resident.ResidentTracks;
import io.sluice.spi.ComponentException;
import io.sluice.trace.shadow.Shadow;
import io.sluice.trace.shadow.ShadowException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Userfaultfds of tasks that only we hold: what they track ends with this, and nothing is in the tasks. */
final class InSluice implements TargetCalls {
    private final Map<Integer, Held> held = new HashMap<>();

    private record Held(ProtectedTask task, OpenFile file) {}

    @Override
    public synchronized Optional<OpenFile> userfaultfd(ProtectedTask task) throws ComponentException {
        forgetEnded();
        Held known = held.get(task.pid());
        if (known == null || !known.task().equals(task)) {
            close(known);
            known = new Held(task, open(task));
            held.put(task.pid(), known);
        }
        return Optional.of(known.file().duplicate());
    }

    private static OpenFile open(ProtectedTask task) throws ComponentException {
        try {
            return opened(task);
        } catch (KernelException | ShadowException e) {
            throw new ComponentException(
                    "process " + task.pid() + " cannot be tracked: " + e.getMessage(), "use the tracker hash", e);
        }
    }

    /** A task that may make no shadow opens it itself. */
    private static OpenFile opened(ProtectedTask task) {
        try (Shadow shadow = Shadow.in(task.pid())) {
            return shadow.userfaultfd();
        } catch (ShadowException refused) {
            return ResidentTracks.passing(task.pid(), task.startTicks(), task.program());
        }
    }

    private void forgetEnded() {
        held.values().removeIf(one -> {
            boolean ended = TaskIdentity.startTicks(one.task().pid())
                    .filter(ticks -> ticks == one.task().startTicks())
                    .isEmpty();
            if (ended) {
                one.file().close();
            }
            return ended;
        });
    }

    private static void close(Held one) {
        if (one != null) {
            one.file().close();
        }
    }

    @Override
    public synchronized void close() {
        held.values().forEach(InSluice::close);
        held.clear();
    }
}
