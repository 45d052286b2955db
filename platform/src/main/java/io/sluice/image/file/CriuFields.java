package io.sluice.image.file;

import io.sluice.image.manifest.CookieEntry;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.manifest.OnMismatch;
import io.sluice.image.message.RegFileEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Maps what a set records of a file to the fields of CRIU's reg_file_entry by which a restore knows it again (8 size, 10 mode, 11
 * build_id, 12 to 14 checksum), and those to cookies. The one place outside of the validators that knows the bytes of theirs.
 *
 * <p>CRIU refuses a file with another size, build-id or mode. So an entry says no more than a check of the files would fail by: no
 * size of one that may grow, and nothing at all of one that may be another.
 */
final class CriuFields {
    private static final String BUILD_ID = "build-id";
    private static final int EXACT = 1;
    /** The bytes as CRIU has them: zeros behind, up to a whole word. */
    private static final int PADDED = 2;

    private static final String SIZE = "size";
    private static final int SIZE_VERSION = 1;
    private static final byte WITH_MODE = 1;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private CriuFields() {}

    /** Whether it has an entry: it is a regular file, and can be found by its name. */
    static boolean has(FileEntry file) {
        return isRegular(file.mode()) && !file.deleted();
    }

    static void into(RegFileEntry.Builder entry, FileEntry file) {
        boolean mayGrow = file.policy() == OnMismatch.APPEND_OK;
        if (file.policy() != OnMismatch.FAIL && !mayGrow) {
            return;
        }
        entry.setMode(file.mode());
        file.cookie().ifPresent(cookie -> {
            if (!mayGrow) {
                entry.setSize(file.size());
            }
            buildId(cookie).ifPresent(bytes -> words(entry, bytes));
            Optional<ChecksumFields> sum = ChecksumFields.of(cookie);
            (mayGrow ? sum.flatMap(ChecksumFields::ofWhatMayGrow) : sum)
                    .filter(ChecksumFields::fits)
                    .ifPresent(fields -> fields.into(entry));
        });
    }

    /**
     * What CRIU's entry says of a file.
     *
     * @param deleted whether it had no such name any more
     */
    static FileEntry of(RegFileEntry entry, boolean deleted) {
        boolean sized = entry.hasSize() && entry.getSize() >= 0;
        Optional<ChecksumFields> sum =
                sized ? ChecksumFields.of(entry, entry.getSize()) : ChecksumFields.ofBeginning(entry);
        Optional<CookieEntry> cookie =
                sum.map(ChecksumFields::cookie).or(() -> sized ? Optional.of(bySize(entry)) : Optional.empty());
        boolean regular = !entry.hasMode() || isRegular(entry.getMode());
        boolean compared = cookie.isPresent() && regular;
        return new FileEntry(
                entry.getName(),
                deleted,
                sized ? entry.getSize() : sum.map(ChecksumFields::length).orElse(0L),
                entry.getMode(),
                0,
                (sized ? OnMismatch.FAIL : OnMismatch.APPEND_OK).word(),
                compared ? cookie : Optional.empty(),
                compared
                        ? Optional.empty()
                        : Optional.of(regular ? "CRIU recorded no size of it" : "it is no regular file"));
    }

    /** By what CRIU knows a file whose size it has. */
    private static CookieEntry bySize(RegFileEntry entry) {
        if (entry.getBuildIdCount() > 0 && entry.getBuildIdCount() <= CookieEntry.MOST_BYTES / Integer.BYTES) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(entry.getBuildIdCount() * Integer.BYTES).order(ByteOrder.nativeOrder());
            entry.getBuildIdList().forEach(bytes::putInt);
            return CookieEntry.of(BUILD_ID, PADDED, bytes.array());
        }
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES + (entry.hasMode() ? Integer.BYTES : 0))
                .put(entry.hasMode() ? WITH_MODE : 0)
                .putLong(entry.getSize());
        if (entry.hasMode()) {
            bytes.putInt(entry.getMode());
        }
        return CookieEntry.of(SIZE, SIZE_VERSION, bytes.array());
    }

    private static Optional<byte[]> buildId(CookieEntry cookie) {
        return cookie.method().equals(BUILD_ID) && (cookie.version() == EXACT || cookie.version() == PADDED)
                ? Optional.of(cookie.content())
                : Optional.empty();
    }

    private static void words(RegFileEntry.Builder entry, byte[] bytes) {
        int padded = (bytes.length + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
        ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(bytes, padded)).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            entry.addBuildId(words.getInt());
        }
    }

    private static boolean isRegular(int mode) {
        return (mode & TYPE) == REGULAR;
    }
}
