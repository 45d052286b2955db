package io.sluice.drain.splice;

import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.drain.ReadOnward;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.Pipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/** One chunk on its way through a pipe, in portions where the pipe is smaller. */
final class ChunkSplice {
    private static final int EFAULT = 14;

    private final InjectedCalls calls;
    private final Pipe pipe;
    private final PageChunk chunk;
    private final Iterator<List<PageRange>> portions;
    private final ReadOnward refusal;
    private int held;

    ChunkSplice(InjectedCalls calls, Pipe pipe, PageChunk chunk, ReadOnward refusal) {
        this.calls = calls;
        this.pipe = pipe;
        this.chunk = chunk;
        this.portions = Portions.of(chunk.ranges(), pipe.capacity()).iterator();
        this.refusal = refusal;
    }

    /** Moves and stores all of the chunk; or answers false, with nothing stored and, maybe, bytes left in the pipe. */
    boolean into(PageDestination destination) throws IOException {
        // The first portion, which mostly is all of it, is in the pipe before the chunk has its turn.
        if (!fill()) {
            return false;
        }
        if (destination.takesDescriptor()) {
            boolean[] whole = new boolean[1];
            destination.store((image, offset) -> {
                whole[0] = empty(new IntoImage(image, offset));
                return whole[0] ? chunk.ranges() : List.of();
            });
            return whole[0];
        }
        ByteBuffer buffer = destination.buffer();
        if (!empty(bytes -> pipe.read(buffer.limit(buffer.position() + bytes)))) {
            return false;
        }
        destination.store(chunk.ranges());
        return true;
    }

    /** Puts the next portion into the pipe, which is empty; all of it, or the answer is false. */
    private boolean fill() {
        List<PageRange> portion = portions.next();
        int wanted = Portions.bytes(portion);
        try {
            long filled = calls.vmsplice(pipe, portion);
            if (filled < 0 && filled != -EFAULT) {
                refusal.note("vmsplice(2) in it fails with error " + -filled);
            }
            held = (int) Math.max(0, filled);
            return filled == wanted;
        } catch (ComponentException gone) {
            refusal.note(gone.getMessage());
            return false;
        }
    }

    /** Takes up to so many bytes, one at least, out of the pipe; answers how many. */
    private interface Outlet {
        int take(int bytes) throws IOException;
    }

    private boolean empty(Outlet outlet) {
        try {
            do {
                while (held > 0) {
                    int taken = outlet.take(held);
                    if (taken <= 0) {
                        throw new IOException("the pipe gives nothing");
                    }
                    held -= taken;
                }
            } while (portions.hasNext() && fill());
            return !portions.hasNext() && held == 0;
        } catch (IOException refused) {
            // What the image refuses for good its sink will say, when the chunk is read and stored.
            refusal.note("splice(2): " + refused.getMessage());
            return false;
        }
    }

    private final class IntoImage implements Outlet {
        private final Descriptor image;
        private long offset;

        IntoImage(Descriptor image, long offset) {
            this.image = image;
            this.offset = offset;
        }

        @Override
        public int take(int bytes) throws IOException {
            int taken = pipe.spliceTo(image, offset, bytes);
            offset += taken;
            return taken;
        }
    }
}
