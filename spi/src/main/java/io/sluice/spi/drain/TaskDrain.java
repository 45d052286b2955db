package io.sluice.spi.drain;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.List;

/** The drain of one task or shared segment. */
public interface TaskDrain extends AutoCloseable {

    /**
     * Takes hold of the pages, so that they can be moved after the stop as they are now. Called once, while every thread
     * of the tree is stopped, and only if {@link DrainStrategy#holdsWhileStopped}. Must do nothing that could be done
     * before or after.
     *
     * @param pages ascending ranges of all that will be moved
     */
    default void hold(List<PageRange> pages) throws ComponentException {}

    /**
     * Moves one chunk to its destination and stores every page of it that can be read, in ascending order (D01), also where
     * the mapping may not be read (D03). A page that cannot be read, because it went away, is left out: never invented,
     * never described (D02; into an image D12, also of what is unmapped meanwhile D13). Called for every chunk, in plan
     * order but by several workers at a time (D07; see {@link DrainStrategy#parallelism}).
     *
     * @return whether the task is still there (D04; where an image is stored into D15); after {@code false} no more chunks come
     * @throws IOException what the destination threw, unchanged (D05)
     * @throws ComponentException when the kernel refuses what the probe had found to work
     */
    boolean move(PageChunk chunk, PageDestination destination) throws IOException, ComponentException;

    /** Takes everything back out of the task, which is then as it was (D08), and lets go of it. Called once, also after a failure or a death. */
    @Override
    default void close() {}
}
