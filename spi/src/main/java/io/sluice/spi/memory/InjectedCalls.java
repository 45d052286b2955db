package io.sluice.spi.memory;

import io.sluice.spi.ComponentException;
import java.util.List;

/**
 * What a target can be made to do with its own memory while it runs on: the calls are made by a task beside its threads
 * that shares the memory and has the target's rights, and a descriptor table of its own.
 *
 * <p>Lent where Sluice can make calls in that target. They are served one at a time, from any thread. Everything that is
 * made here ends, without a trace in the target, when the core is done or dies.
 */
public interface InjectedCalls {
    /** The most ranges of one call (IOV_MAX, limits.h(0p)). */
    int MOST_RANGES = 1024;

    /** Makes a pipe whose writing end is in the target and whose reading end is here, of {@code bytes} capacity. */
    Pipe pipe(int bytes) throws ComponentException;

    /**
     * Puts an open image into the table of descriptors that the calls use; answers its number there. It is taken back when
     * the core is done.
     */
    int lend(Descriptor descriptor) throws ComponentException;

    /**
     * Maps pages into a pipe without a copy (vmsplice(2)), as many as it has room for; never waits. What the target writes
     * to them before the pipe is emptied arrives changed.
     *
     * @param ranges ascending, at most {@link #MOST_RANGES}
     * @return how many bytes are in the pipe now of the ranges, from the first byte of the first on; from -4095 to -1 a
     *     negative errno, with nothing moved
     * @throws ComponentException when the target can serve no calls any more: it was killed, or has executed
     */
    long vmsplice(Pipe pipe, List<PageRange> ranges) throws ComponentException;

    /**
     * Writes pages into a lent image at an offset (pwritev(2)).
     *
     * @param descriptor the number that {@link #lend} gave
     * @param offset where the first byte goes, in bytes
     * @param ranges ascending, at most {@link #MOST_RANGES}
     * @return how many bytes were written, from the first byte of the first range on; from -4095 to -1 a negative errno,
     *     with nothing written
     * @throws ComponentException as {@link #vmsplice}
     */
    long pwritev(int descriptor, long offset, List<PageRange> ranges) throws ComponentException;
}
