package io.sluice.spi.track;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The tracking of one task or shared segment in one round. Used by one thread at a time, save for the witness.
 *
 * <p>In order: {@link #arm}; {@link #scan} for every mapping, ascending, large ones in portions; the witness sees the pages; {@link #complete};
 * after the set's commit {@link #seal}; {@link #close}. A close without a seal means that the round failed: the parent's
 * epoch cannot be trusted any more by trackers that scan destructively, and they must answer {@link Scan.Unknown} next: of
 * what such a round saw nothing is lost (T05), nor of what a round of another chain of the target saw (T06).
 */
public interface TaskTracker extends AutoCloseable {

    /**
     * Arms mappings that are not tracked yet. Called in the stop, only if {@link DirtyTracker#armsWhileStopped}; not for a
     * task that was opened after it.
     *
     * @param mappings the private ones, ascending, as they are in that stop; one of them may be several
     */
    default void arm(List<PageRange> mappings) throws ComponentException {}

    /**
     * Tells what changed within one mapping, or a portion of it, since the parent set, and begins to track anew. Every page
     * that was written is told of (T02), however long the chain is (T07), and so is all of a mapping that is new (T08). An
     * exact tracker tells of no other (T03).
     */
    Scan scan(PageRange mapping) throws IOException, ComponentException;

    /** Judges pages by the very bytes that are going to be stored; empty when this tracker never looks at bytes. */
    default Optional<PageWitness> witness() {
        return Optional.empty();
    }

    /** All pages were seen; what is to be kept beside the set is written now. */
    default void complete() throws IOException {}

    /** The set was committed: the round's epoch is closed and is the ground of the next scan. */
    default void seal() {}

    @Override
    void close() throws IOException;
}
