package io.sluice.trace;

import java.util.List;

/**
 * A tree that stands still.
 *
 * @param processes the living processes, parents first
 */
public record FrozenTree(List<FrozenProcess> processes) {
    public FrozenTree {
        processes = List.copyOf(processes);
    }

    /**
     * A process, every thread of which stands still.
     *
     * @param pid its pid, as Sluice sees it
     * @param threads its threads
     */
    public record FrozenProcess(int pid, List<Integer> threads) {}
}
