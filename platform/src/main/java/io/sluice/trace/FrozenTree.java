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
    public record FrozenProcess(int pid, List<Integer> threads) {
        public FrozenProcess {
            threads = List.copyOf(threads);
        }

        /**
         * The number to read its memory, mappings and pagemap by: its pid, or that of another thread where the first one
         * has exited and has no memory any more.
         */
        public int living() {
            return threads.contains(pid) ? pid : threads.get(0);
        }
    }
}
