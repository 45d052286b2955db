package io.sluice.image.file;

import io.sluice.image.manifest.CookieEntry;
import io.sluice.image.message.RegFileEntry;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A checksum as cookies of {@code checksum} have it, and as fields 12 to 14 of CRIU's reg_file_entry do. No released CRIU writes
 * or reads these; what they mean is from its open proposal (pull request 1148): a CRC32C, which bytes it is of (3 all, 4 the first N, 5
 * every N-th), and that N.
 *
 * @param coverage which bytes, as a cookie has it
 * @param number the N of the coverage, 0 where it has none
 * @param length how long the file was, in bytes
 * @param sum the CRC32C
 */
record ChecksumFields(int coverage, long number, long length, int sum) {
    static final String METHOD = "checksum";

    private static final int WHOLE = 0;
    private static final int FIRST = 1;
    private static final int EVERY = 2;
    /** What CRIU's numbers are above ours. */
    private static final int APART = 3;

    private static final int VERSION = 1;
    /** A cookie of this version has a digest behind. */
    private static final int WITH_DIGEST = 2;

    private static final int BYTES = 1 + 2 * Long.BYTES + Integer.BYTES;
    private static final long MOST = 0xffff_ffffL;

    /** What a cookie says, where it is one of a form that is known here. */
    static Optional<ChecksumFields> of(CookieEntry cookie) {
        ByteBuffer bytes = ByteBuffer.wrap(cookie.content());
        boolean known = cookie.method().equals(METHOD)
                && (cookie.version() == VERSION || cookie.version() == WITH_DIGEST)
                && bytes.remaining() >= BYTES;
        return known
                ? Optional.of(new ChecksumFields(bytes.get(), bytes.getLong(), bytes.getLong(), bytes.getInt()))
                        .filter(ChecksumFields::valid)
                : Optional.empty();
    }

    /** What an image says of a file of that length; empty where it says nothing that can be compared. */
    static Optional<ChecksumFields> of(RegFileEntry file, long length) {
        int coverage = file.getChecksumConfig() - APART;
        long number = coverage == WHOLE ? 0 : Integer.toUnsignedLong(file.getChecksumParameter());
        return Optional.of(new ChecksumFields(coverage, number, length, file.getChecksum()))
                .filter(fields -> file.hasChecksum() && fields.valid());
    }

    /** The bytes that were summed, where they are the first ones of an image that names no length. */
    static Optional<ChecksumFields> ofBeginning(RegFileEntry file) {
        long length = Integer.toUnsignedLong(file.getChecksumParameter());
        return of(file, length).filter(fields -> fields.coverage() == FIRST);
    }

    /** The same for a file that may grow: the first bytes, as many as there were. Empty where that cannot be said. */
    Optional<ChecksumFields> ofWhatMayGrow() {
        long summed = coverage == FIRST ? Math.min(number, length) : length;
        return coverage == WHOLE || coverage == FIRST
                ? Optional.of(new ChecksumFields(FIRST, summed, length, sum))
                : Optional.empty();
    }

    /** Whether CRIU's fields, of 32 bits, have room for it; it sums no empty file. */
    boolean fits() {
        return valid() && number <= MOST && length > 0;
    }

    private boolean valid() {
        return coverage == WHOLE ? number == 0 : coverage > WHOLE && coverage <= EVERY && number > 0;
    }

    void into(RegFileEntry.Builder file) {
        file.setChecksum(sum).setChecksumConfig(coverage + APART).setChecksumParameter((int) number);
    }

    CookieEntry cookie() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put((byte) coverage)
                .putLong(number)
                .putLong(length)
                .putInt(sum)
                .array();
        return CookieEntry.of(METHOD, VERSION, bytes);
    }
}
