package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import java.util.function.Consumer;

/** Joins ascending runs that touch. */
final class RunMerger {
    private final Consumer<PageRange> runs;
    private long start;
    private long end;

    RunMerger(Consumer<PageRange> runs) {
        this.runs = runs;
    }

    void add(long from, long to) {
        if (from != end || start == end) {
            finish();
            start = from;
        }
        end = to;
    }

    void finish() {
        if (start < end) {
            runs.accept(new PageRange(start, end));
        }
        start = end;
    }
}
