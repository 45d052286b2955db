package io.sluice.trace;

import io.sluice.trace.tracer.Tracer;
import java.time.Duration;
import java.util.List;

/**
 * A tree that stands still.
 *
 * @param processes the living processes, parents first
 * @param freezing how long it took until every thread stood still
 * @param tracer what holds them, for the tracing thread
 */
public record FrozenTree(List<FrozenProcess> processes, Duration freezing, Tracer tracer) {
    public FrozenTree {
        processes = List.copyOf(processes);
    }

    /**
     * A process, every thread of which stands still.
     *
     * @param pid its pid, as Sluice sees it
     * @param threads its threads
     * @param stopSignal the signal that had stopped it before; 0 when it ran
     */
    public record FrozenProcess(int pid, List<Integer> threads, int stopSignal) {}
}
