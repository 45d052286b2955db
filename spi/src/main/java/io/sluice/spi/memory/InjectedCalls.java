package io.sluice.spi.memory;

import io.sluice.spi.ComponentException;

/**
 * System calls that run inside a target, with its memory, rights and descriptors, while the target itself runs on.
 *
 * <p>Lent where Sluice can make them for that target. Calls are served one at a time, in order, from any thread. They
 * end, without a trace in the target, when the core is done or dies.
 */
public interface InjectedCalls {

    /**
     * Makes one call and waits for its result.
     *
     * @param number the call's number on this architecture
     * @param arguments six at the most; addresses are the target's
     * @return what the kernel returned: from -4095 to -1 a negative errno
     * @throws ComponentException when the target can serve no calls any more: it was killed, or has executed
     */
    long call(long number, long... arguments) throws ComponentException;

    /** Makes a pipe whose writing end is in the target and whose reading end is here, of {@code bytes} capacity. */
    Pipe pipe(int bytes) throws ComponentException;

    /** Puts an open image into the target's descriptor table; answers its number there. */
    int lend(Descriptor descriptor) throws ComponentException;
}
