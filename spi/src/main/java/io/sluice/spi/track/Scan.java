package io.sluice.spi.track;

import io.sluice.spi.memory.PageRange;
import java.util.List;

/** What a tracker knows about pages since the parent set. */
public sealed interface Scan {

    /**
     * Of the pages asked about, just these changed, or are new.
     *
     * @param ranges ascending, within what was asked
     */
    record Changed(List<PageRange> ranges) implements Scan {
        public Changed {
            ranges = List.copyOf(ranges);
        }
    }

    /** Any of them may have changed: the {@link PageWitness} tells by their bytes. */
    record ByContent() implements Scan {}

    /**
     * It knows nothing since the parent: all of them are taken.
     *
     * @param reason why, in one line, for the report
     */
    record Unknown(String reason) implements Scan {}
}
