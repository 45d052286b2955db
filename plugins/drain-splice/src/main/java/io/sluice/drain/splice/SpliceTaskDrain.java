package io.sluice.drain.splice;

import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.ReadOnward;
import io.sluice.spi.drain.ReadingDrain;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.Pipe;
import java.io.IOException;
import java.util.Optional;

/**
 * Splices the chunks of one task. A chunk goes whole or not at all: one with a page that went away, or that the task may
 * not read, is read, and reading leaves out what is not there.
 */
final class SpliceTaskDrain implements TaskDrain {
    private final InjectedCalls calls;
    private final PipePool pipes;
    private final ReadingDrain reading;
    private final ReadOnward refusal;

    SpliceTaskDrain(InjectedCalls calls, PipePool pipes, ReadingDrain reading, ReadOnward refusal) {
        this.calls = calls;
        this.pipes = pipes;
        this.reading = reading;
        this.refusal = refusal;
    }

    @Override
    public boolean move(PageChunk chunk, PageDestination destination) throws IOException, ComponentException {
        boolean spliced = chunk.readable() && !refusal.came() && splice(chunk, destination);
        return spliced || reading.move(chunk, destination);
    }

    private boolean splice(PageChunk chunk, PageDestination destination) throws IOException {
        Optional<Pipe> pipe = takePipe();
        if (pipe.isEmpty()) {
            return false;
        }
        boolean spliced = false;
        try {
            spliced = new ChunkSplice(calls, pipe.get(), chunk, refusal).into(destination);
        } finally {
            if (spliced) {
                pipes.giveBack(pipe.get());
            } else {
                pipes.drop(pipe.get());
            }
        }
        return spliced;
    }

    private Optional<Pipe> takePipe() {
        try {
            return pipes.take();
        } catch (ComponentException refused) {
            refusal.note(refused.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        pipes.close();
    }
}
