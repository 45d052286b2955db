package io.sluice.trace.shadow;

import io.sluice.kernel.ForcedMemory;
import io.sluice.spi.memory.PageRange;

/**
 * The shadow's memory in the target: one request, then room for what calls point to.
 *
 * @param range where it is
 */
record Scratch(ForcedMemory memory, PageRange range) {
    /** Requests, and vectors of IOV_MAX ranges. */
    static final int BYTES = 4096 + 1024 * 16;

    private static final int REQUEST = 64;
    private static final int VECTORS = 4096;

    /** Room for small things. */
    long small() {
        return range.start() + REQUEST;
    }

    /** Room for vectors. */
    long vectors() {
        return range.start() + VECTORS;
    }
}
