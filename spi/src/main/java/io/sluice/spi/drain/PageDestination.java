package io.sluice.spi.drain;

import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where the pages of one chunk go. The core implements it: it decides which of the pages are written (not the empty ones,
 * not those that the parent holds with the same bytes), where in the image they stand, and what the pagemap says.
 *
 * <p>Lent to one worker for one {@link TaskDrain#move}; not to be used after it. A drain stores what it moved either from
 * {@link #buffer}, or, where {@link #takesDescriptor}, by the kernel straight into the image; once per chunk (D06).
 */
public interface PageDestination {

    /** A direct buffer of at least the chunk's length, cleared, in native byte order; the same at every call. */
    ByteBuffer buffer();

    /**
     * Stores pages whose bytes stand in {@link #buffer} from its first byte on, one after the other. May block until the
     * chunks before this one are stored.
     *
     * @param moved ascending ranges within the chunk, which may touch each other; may be empty
     */
    void store(List<PageRange> moved) throws IOException;

    /** Whether {@link #store(DescriptorMove)} can be used: the sink has a descriptor, and nobody asks to see the bytes. */
    boolean takesDescriptor();

    /**
     * Stores pages that the kernel moves into the image. Only where {@link #takesDescriptor}. Blocks until the chunks
     * before this one are stored, and calls {@code move} then, in this thread; what it takes is time that the next chunk
     * waits. The bytes are read back from the image afterwards.
     *
     * <p>A move that answers no page has stored nothing: the chunk keeps its place, and may still be stored from the {@link
     * #buffer}.
     *
     * @throws IOException what the move threw, or where the image does not hold what the move answered
     */
    void store(DescriptorMove move) throws IOException;
}
