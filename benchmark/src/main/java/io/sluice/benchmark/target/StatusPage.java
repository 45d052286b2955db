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

    /** The words, in order. */
    enum Word {
        READY,
        ASKED,
        FORGOTTEN,
        LONGEST_GAP,
        LONGEST_STOP,
        SAMPLES,
        STEPS,
        PAGES
    }

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

    long get(Word word) {
        return (long) WORDS.getVolatile(page, word.ordinal() * Long.BYTES);
    }

    void set(Word word, long value) {
        WORDS.setVolatile(page, word.ordinal() * Long.BYTES, value);
    }
}
