package io.sluice.drain.write;

import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.ReadOnward;
import io.sluice.spi.drain.ReadingDrain;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.util.List;

/**
 * Has one task write its chunks. A chunk goes whole or not at all: one with a page that went away, or that the task may
 * not read, is read, and reading leaves out what is not there.
 */
final class WriteTaskDrain implements TaskDrain {
    private static final int EFAULT = 14;
    private static final int NOT_LENT = -1;

    private final InjectedCalls calls;
    private final ReadingDrain reading;
    private final ReadOnward refusal;

    /** The image's number inside the task. Used by the worker whose turn it is. */
    private int lent = NOT_LENT;

    WriteTaskDrain(InjectedCalls calls, ReadingDrain reading, ReadOnward refusal) {
        this.calls = calls;
        this.reading = reading;
        this.refusal = refusal;
    }

    @Override
    public boolean move(PageChunk chunk, PageDestination destination) throws IOException, ComponentException {
        boolean written =
                chunk.readable() && destination.takesDescriptor() && !refusal.came() && write(chunk, destination);
        return written || reading.move(chunk, destination);
    }

    private boolean write(PageChunk chunk, PageDestination destination) throws IOException {
        boolean[] whole = new boolean[1];
        destination.store((image, offset) -> {
            whole[0] = write(chunk, image, offset);
            return whole[0] ? chunk.ranges() : List.of();
        });
        return whole[0];
    }

    /**
     * All of the chunk, or false. What stops a write half-way for good (no room, a limit of the task, a quota) its sink
     * will say, when the chunk is read and stored, if it holds for Sluice too.
     */
    private boolean write(PageChunk chunk, Descriptor image, long offset) {
        try {
            if (lent == NOT_LENT) {
                lent = calls.lend(image);
            }
            List<PageRange> ranges = chunk.ranges();
            long written = calls.pwritev(lent, offset, ranges);
            if (written < 0 && written != -EFAULT) {
                refusal.note("pwritev(2) in it fails with error " + -written);
            }
            return written == chunk.bytes();
        } catch (ComponentException gone) {
            refusal.note(gone.getMessage());
            return false;
        }
    }
}
