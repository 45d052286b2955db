package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.PipeEnd;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.Pipe;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A pipe whose writing end only the shadow has. */
final class TargetPipe implements Pipe {
    private final Shadow shadow;
    private final PipeEnd end;
    private final int targetEnd;
    private final int capacity;
    private boolean closed;

    TargetPipe(Shadow shadow, PipeEnd end, int targetEnd, int capacity) {
        this.shadow = shadow;
        this.end = end;
        this.targetEnd = targetEnd;
        this.capacity = capacity;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int targetEnd() {
        return targetEnd;
    }

    @Override
    public int spliceTo(Descriptor destination, long offset, int bytes) throws IOException {
        try {
            return end.splice(destination, offset, bytes);
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        try {
            return end.read(buffer);
        } catch (KernelException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        end.close();
        try {
            shadow.attempt(Call.CLOSE, targetEnd);
        } catch (ShadowException gone) {
            // Its table of descriptors went with it.
            return;
        }
    }
}
