package io.sluice.benchmark.target;

import io.sluice.benchmark.work.CannotMeasureException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The page of 64-bit words in which a target keeps its figures; {@code target.c} tells which. */
final class StatusPage {
    private static final int BYTES = 4096;
    private static final VarHandle WORDS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    static final int READY = 0;
    static final int ASKED = 1;
    static final int FORGOTTEN = 2;
    static final int LONGEST_GAP = 3;
    static final int LONGEST_STOP = 4;
    static final int SAMPLES = 5;
    static final int STEPS = 6;
    static final int PAGES = 7;

    private final ByteBuffer page;

    private StatusPage(ByteBuffer page) {
        this.page = page;
    }

    /** A new one, in a file that is made anew. */
    static StatusPage in(Path file) {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(BYTES));
            return new StatusPage(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
        } catch (IOException failure) {
            throw new CannotMeasureException("cannot make " + file + ": " + failure, failure);
        }
    }

    long get(int word) {
        return (long) WORDS.getVolatile(page, word * Long.BYTES);
    }

    void set(int word, long value) {
        WORDS.setVolatile(page, word * Long.BYTES, value);
    }
}
