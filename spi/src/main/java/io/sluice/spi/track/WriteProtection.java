package io.sluice.spi.track;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's write-protection of one task's private pages, from outside: it notes the first write to a page after every
 * collecting, and never stops the writer (userfaultfd in asynchronous mode and PAGEMAP_SCAN, both in
 * Documentation/admin-guide/mm of the kernel).
 *
 * <p>It outlives a command when the user wants it to stay in the target, so it remembers which round it belongs to. Used
 * by one thread at a time.
 */
public interface WriteProtection {

    /**
     * The round whose pages stand under protection since: the last that was closed. Empty when the protection is new, and
     * when a later round was opened and never closed, for that one may have collected what nobody stored.
     */
    Optional<Epoch> ground();

    /** Opens a round, before the first page of it is collected: from now on there is no {@link #ground}. */
    void open(Epoch epoch) throws ComponentException;

    /**
     * Arms mappings. Only while every thread of the task is stopped, with mappings that were read in that stop: of a
     * running task they could be stale, and the task would fail in mremap(2). What is armed already stays as it is.
     *
     * @param mappings ascending; neighbours are armed together, so that the kernel can merge them. One of them may be several
     *     mappings, with holes between them: none is armed in part
     */
    void arm(List<PageRange> mappings) throws ComponentException;

    /**
     * Collects the populated pages within a range that were written since they were last collected, or never collected,
     * and protects them anew, each in one step: a write is seen now or the next time. The task may run.
     *
     * @return ascending; what is not armed, or not mapped any more, counts as written as far as it is populated
     */
    List<PageRange> collect(PageRange range) throws ComponentException;

    /** Closes the round: its set was committed. It is the next {@link #ground}. */
    void close(Epoch epoch) throws ComponentException;
}
