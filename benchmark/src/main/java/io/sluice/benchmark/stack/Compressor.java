package io.sluice.benchmark.stack;

/**
 * How a stack compresses, and the program {@code zstd} alone.
 *
 * @param level as zstd has it
 * @param threads that compress
 */
record Compressor(int level, int threads) {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    static Compressor onAllCores(int level) {
        return new Compressor(level, CORES);
    }

    String label() {
        return "`zstd` " + level
                + (threads == CORES ? "" : ", " + (threads == 1 ? "one thread" : threads + " threads"));
    }
}
