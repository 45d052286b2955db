package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import io.sluice.spi.memory.Descriptor;
import java.nio.ByteBuffer;
import jnr.ffi.Pointer;

/** The reading end of a pipe. Used by one thread at a time. */
public final class PipeEnd implements AutoCloseable {
    private static final long SPLICE = Architecture.current().number(Call.SPLICE);
    private static final int MOVE = 1;
    private final OpenFile end;
    private final Pointer position = Native.allocate(Long.BYTES);

    /** Takes it over. */
    public PipeEnd(OpenFile end) {
        this.end = end;
    }

    /** Moves up to {@code bytes} of what is there to an offset of a file (splice(2)); answers how many. */
    public int splice(Descriptor file, long offset, int bytes) {
        position.putLong(0, offset);
        return (int) Native.require(
                Native.C.syscall(SPLICE, end.number(), 0, file.number(), position.address(), bytes, MOVE), "splice");
    }

    /** Reads what is there, to the buffer's position on, and moves the position; answers how many bytes. */
    public int read(ByteBuffer buffer) {
        OwnMemory.requireRoom(buffer, buffer.remaining());
        long address = Native.address(buffer) + buffer.position();
        int read = (int) Native.require(Native.C.read(end.number(), address, buffer.remaining()), "read of a pipe");
        buffer.position(buffer.position() + read);
        return read;
    }

    @Override
    public void close() {
        end.close();
    }
}
