package io.sluice.file.verify;

import io.sluice.spi.file.ValidatedFile;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The cookie of {@code size} in version 1, all numbers with the highest byte first: a byte that says what follows (1 the
 * mode, 2 the time), eight bytes of length; four bytes of mode; eight bytes of time, in nanoseconds since the epoch.
 */
record SizeForm(long size, OptionalInt mode, OptionalLong modified) {
    private static final int MODE = 1;
    private static final int TIME = 2;

    static SizeForm of(ValidatedFile file, boolean mode, boolean time) {
        return new SizeForm(
                file.size(),
                mode ? OptionalInt.of(file.mode()) : OptionalInt.empty(),
                time ? OptionalLong.of(file.modified()) : OptionalLong.empty());
    }

    /** What the bytes say; empty when they are no such cookie. */
    static Optional<SizeForm> parse(byte[] bytes) {
        if (bytes.length == 0 || (bytes[0] & ~(MODE | TIME)) != 0 || bytes.length != length(bytes[0])) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte parts = buffer.get();
        long size = buffer.getLong();
        OptionalInt mode = (parts & MODE) == 0 ? OptionalInt.empty() : OptionalInt.of(buffer.getInt());
        OptionalLong time = (parts & TIME) == 0 ? OptionalLong.empty() : OptionalLong.of(buffer.getLong());
        return size < 0 ? Optional.empty() : Optional.of(new SizeForm(size, mode, time));
    }

    private static int length(byte parts) {
        return 1 + Long.BYTES + ((parts & MODE) == 0 ? 0 : Integer.BYTES) + ((parts & TIME) == 0 ? 0 : Long.BYTES);
    }

    byte[] bytes() {
        byte parts = (byte) ((mode.isPresent() ? MODE : 0) | (modified.isPresent() ? TIME : 0));
        ByteBuffer buffer = ByteBuffer.allocate(length(parts)).put(parts).putLong(size);
        mode.ifPresent(buffer::putInt);
        modified.ifPresent(buffer::putLong);
        return buffer.array();
    }

    /** What of it is other in the file, in one line. */
    Optional<String> difference(ValidatedFile file) {
        if (file.size() != size) {
            return Optional.of("it has " + file.size() + " bytes, and had " + size);
        }
        if (mode.isPresent() && mode.getAsInt() != file.mode()) {
            return Optional.of(String.format("its mode is %o, and was %o", file.mode(), mode.getAsInt()));
        }
        return modified.isPresent() && modified.getAsLong() != file.modified()
                ? Optional.of("its contents were written at another time")
                : Optional.empty();
    }
}
