package io.sluice.testkit.program;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.Descriptor;
import io.sluice.spi.memory.Pipe;
import io.sluice.testkit.program.KeeperCalls.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * A pipe in a keeper. Its reading end is opened here too; splice(2), which Java cannot call, is made by the keeper with a
 * descriptor that it opens for each one.
 */
final class KeeperPipe implements Pipe {
    private final KeeperCalls calls;
    private final int readingEnd;
    private final int writingEnd;
    private final int capacity;
    private final FileChannel reading;

    private KeeperPipe(KeeperCalls calls, int ends, int capacity, FileChannel reading) {
        this.calls = calls;
        this.readingEnd = ends >> 16;
        this.writingEnd = ends & 0xffff;
        this.capacity = capacity;
        this.reading = reading;
    }

    static KeeperPipe open(KeeperCalls calls, Path descriptors, int ends, int capacity) throws ComponentException {
        try {
            FileChannel reading = FileChannel.open(descriptors.resolve(Integer.toString(ends >> 16)));
            return new KeeperPipe(calls, ends, capacity, reading);
        } catch (IOException failure) {
            throw new ComponentException("the pipe cannot be opened: " + failure, "none", failure);
        }
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int targetEnd() {
        return writingEnd;
    }

    @Override
    public int spliceTo(Descriptor destination, long offset, int bytes) throws IOException {
        try {
            int lent = calls.lend(destination);
            long ends = ((long) readingEnd << 32) | lent;
            long moved = calls.call(Call.SPLICE, List.of(), ends, offset, bytes);
            calls.call(Call.CLOSE, List.of(), lent);
            if (moved < 0) {
                throw new IOException("splice: errno " + -moved);
            }
            return (int) moved;
        } catch (ComponentException gone) {
            throw new IOException(gone.getMessage(), gone);
        }
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        return reading.read(buffer);
    }

    @Override
    public void close() {
        try {
            reading.close();
            calls.call(Call.CLOSE, List.of(), readingEnd);
            calls.call(Call.CLOSE, List.of(), writingEnd);
        } catch (IOException | ComponentException gone) {
            // With the keeper its table of descriptors is gone too.
        }
    }
}
