package io.sluice.spi.track;

import io.sluice.spi.ComponentException;
import java.io.IOException;

/** A way to know which pages changed since the parent set. One instance serves all tasks of a tree, from any thread;
 * another goes on where it stopped, or takes every page (T10). */
public interface DirtyTracker extends AutoCloseable {

    /** In which state a task must be for a scan. */
    enum Collects {
        /** Every thread is stopped. */
        STOPPED,
        /** The task runs; no write is lost. */
        RUNNING
    }

    /** In which state {@link TaskTracker#scan} wants the task. */
    Collects collects();

    /** Whether {@link TaskTracker#arm} must be called while every thread is stopped. The stop gets longer for it. */
    default boolean armsWhileStopped() {
        return false;
    }

    /**
     * Whether it can track shared segments. Nobody may trust write-protection there: a write(2) to a memfd, or another
     * mapper, would be missed.
     */
    boolean tracksSharedSegments();

    /**
     * Whether its task trackers have a {@link PageWitness}. Such a tracker can stand behind one that has none: it judges the
     * pages that the other one says changed, and knows the others as before (T11).
     */
    default boolean looksAtBytes() {
        return false;
    }

    /**
     * Begins a round for one task or shared segment, which runs meanwhile. The round's epoch opens. Before the stop, if {@link
     * #armsWhileStopped}, else just before the first scan. A task that appears while the tree is stopped is opened after
     * that and not armed in this round: it is tracked from the next one on.
     */
    TaskTracker open(TrackedTarget target) throws ComponentException;

    /**
     * Joins what was kept along a chain for one task or shared segment, for one whole set that is made of the chain: the newest
     * that is known of each page. So the next round goes on from that set. It is called without a target; what is not kept
     * makes the next set whole.
     *
     * @param newest what was kept beside the newest set of the chain; its parents have the rest
     * @param keeping where to keep it beside the new set, which has no parent
     */
    default void join(KeptState newest, Keeping keeping) throws IOException {}

    @Override
    default void close() {}
}
