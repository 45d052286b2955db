package io.sluice.file.verify;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The cookie of {@code checksum} in version 1, 21 bytes, all numbers with the highest byte first: a byte of coverage (0
 * whole, 1 first, 2 every), eight bytes of its N (0 for whole), eight bytes of the file's length, four bytes of CRC32C.
 *
 * @param extent which bytes were summed
 * @param length how long the file was, in bytes
 * @param sum their CRC32C
 */
record ChecksumForm(Extent extent, long length, int sum) {
    private static final int BYTES = 1 + Long.BYTES + Long.BYTES + Integer.BYTES;

    /** What the bytes say; empty when they are no such cookie. */
    static Optional<ChecksumForm> parse(byte[] bytes) {
        return bytes.length == BYTES
                ? Coverage.of(bytes[0]).flatMap(coverage -> parse(coverage, ByteBuffer.wrap(bytes, 1, BYTES - 1)))
                : Optional.empty();
    }

    private static Optional<ChecksumForm> parse(Coverage coverage, ByteBuffer rest) {
        long number = rest.getLong();
        long length = rest.getLong();
        return Extent.valid(coverage, number) && length >= 0
                ? Optional.of(new ChecksumForm(new Extent(coverage, number), length, rest.getInt()))
                : Optional.empty();
    }

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .put((byte) extent.coverage().code())
                .putLong(extent.number())
                .putLong(length)
                .putInt(sum)
                .array();
    }
}
