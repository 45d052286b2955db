package io.sluice.file.verify;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The cookie of {@code checksum} in version 1, 21 bytes, all numbers with the highest byte first: a byte of coverage (0
 * whole, 1 first, 2 every), eight bytes of its N (0 for whole), eight bytes of the file's length, four bytes of CRC32C. In version 2
 * the 32 bytes of SHA-256 follow, of the same bytes of the file.
 *
 * @param extent which bytes were summed
 * @param length how long the file was, in bytes
 * @param sums what they sum up to
 */
record ChecksumForm(Extent extent, long length, Sums sums) {
    private static final int VERSION = 1;
    private static final int WITH_DIGEST = 2;
    private static final int BYTES = 1 + Long.BYTES + Long.BYTES + Integer.BYTES;

    /** What a cookie of that version says; empty when it is no such one. */
    static Optional<ChecksumForm> parse(int version, byte[] bytes) {
        boolean known = (version == VERSION && bytes.length == BYTES)
                || (version == WITH_DIGEST && bytes.length == BYTES + Sums.DIGEST);
        return known
                ? Coverage.of(bytes[0])
                        .flatMap(coverage ->
                                parse(coverage, ByteBuffer.wrap(bytes).position(1)))
                : Optional.empty();
    }

    private static Optional<ChecksumForm> parse(Coverage coverage, ByteBuffer rest) {
        long number = rest.getLong();
        long length = rest.getLong();
        return Extent.valid(coverage, number) && length >= 0
                ? Optional.of(new ChecksumForm(new Extent(coverage, number), length, sums(rest)))
                : Optional.empty();
    }

    private static Sums sums(ByteBuffer rest) {
        int checksum = rest.getInt();
        byte[] digest = new byte[rest.remaining()];
        rest.get(digest);
        return new Sums(
                checksum,
                digest.length == 0
                        ? Optional.empty()
                        : Optional.of(HexFormat.of().formatHex(digest)));
    }

    int version() {
        return sums.digest().isPresent() ? WITH_DIGEST : VERSION;
    }

    byte[] bytes() {
        byte[] digest = HexFormat.of().parseHex(sums.digest().orElse(""));
        return ByteBuffer.allocate(BYTES + digest.length)
                .put((byte) extent.coverage().code())
                .putLong(extent.number())
                .putLong(length)
                .putInt(sums.checksum())
                .put(digest)
                .array();
    }
}
