package io.sluice.testkit.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A page of 64-bit words that a target and the test both have mapped. */
final class StatusFile {
    private static final int BYTES = 4096;
    private static final VarHandle WORDS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private final Path path;
    private final ByteBuffer page;

    private StatusFile(Path path, ByteBuffer page) {
        this.path = path;
        this.page = page;
    }

    static StatusFile create(Path path) {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(BYTES));
            return new StatusFile(path, file.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path path() {
        return path;
    }

    long word(int index) {
        return (long) WORDS.getVolatile(page, index * Long.BYTES);
    }

    void word(int index, long value) {
        WORDS.setVolatile(page, index * Long.BYTES, value);
    }
}
