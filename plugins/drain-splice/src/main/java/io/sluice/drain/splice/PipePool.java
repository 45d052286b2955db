package io.sluice.drain.splice;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.Pipe;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The pipes of one task, made when they are wanted: empty ones, each used by one worker at a time. From any thread. */
final class PipePool implements AutoCloseable {
    /** A pipe has that for everybody (pipe(7)); an unprivileged task that has many may be refused larger ones. */
    private static final int LEAST_BYTES = 64 << 10;

    private final InjectedCalls calls;
    private final int most;
    private final Deque<Pipe> free = new ArrayDeque<>();
    private int made;
    private int bytes = PageChunk.MOST_BYTES;

    PipePool(InjectedCalls calls, int most) {
        this.calls = calls;
        this.most = most;
    }

    /**
     * A pipe to be given back or dropped; empty when all are in use.
     *
     * @throws ComponentException when not even a small one can be had, and there is none
     */
    synchronized Optional<Pipe> take() throws ComponentException {
        if (free.isEmpty() && made < most) {
            make();
        }
        return Optional.ofNullable(free.poll());
    }

    private void make() throws ComponentException {
        while (free.isEmpty()) {
            try {
                free.add(calls.pipe(bytes));
                made++;
            } catch (ComponentException refused) {
                if (bytes > LEAST_BYTES) {
                    bytes /= 2;
                } else if (made == 0) {
                    throw refused;
                } else {
                    return;
                }
            }
        }
    }

    /** Takes back an empty pipe. */
    synchronized void giveBack(Pipe pipe) {
        free.push(pipe);
    }

    /** Closes a pipe that still holds bytes which nobody wants. */
    synchronized void drop(Pipe pipe) {
        made--;
        pipe.close();
    }

    @Override
    public synchronized void close() {
        free.forEach(Pipe::close);
        free.clear();
    }
}
