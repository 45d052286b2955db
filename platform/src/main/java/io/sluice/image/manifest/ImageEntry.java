package io.sluice.image.manifest;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.BlockDigests;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One image of the set, as it was written.
 *
 * @param name its name in the set
 * @param length how many bytes it has
 * @param checksums the CRC32C of each block of {@link BlockChecksums#BLOCK} bytes, in order, eight lower-case hexadecimal
 *     digits each, nothing between
 * @param digests the SHA-256 of each block likewise, 64 digits each; only of a set that is signed
 */
public record ImageEntry(String name, long length, String checksums, Optional<String> digests) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,254}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]*");
    private static final int DIGITS = 2 * Integer.BYTES;

    public ImageEntry {
        digests = Objects.requireNonNullElse(digests, Optional.empty());
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an image has a name that none may have");
        }
        if (length < 0 || checksums.length() != DIGITS * blocks(length)) {
            throw new IllegalArgumentException("the checksums of " + name + " do not fit its length");
        }
        if (!HEX.matcher(checksums).matches()) {
            throw new IllegalArgumentException("a checksum of " + name + " is not a number");
        }
        if (digests.isPresent() && digests.get().length() != BlockDigests.DIGITS * blocks(length)) {
            throw new IllegalArgumentException("the digests of " + name + " do not fit its length");
        }
    }

    /** How many blocks it has. */
    public int blocks() {
        return (int) blocks(length);
    }

    /** How many bytes the block has. */
    public int blockLength(int block) {
        return (int) Math.min(BlockChecksums.BLOCK, length - (long) block * BlockChecksums.BLOCK);
    }

    /** Whether the bytes, from position to limit, are those of the block, all that is known of it; they are left as they are. */
    public boolean matches(int block, ByteBuffer bytes) {
        return bytes.remaining() == blockLength(block)
                && BlockChecksums.of(bytes) == checksum(block)
                && (digests.isEmpty() || digests.get().startsWith(BlockDigests.of(bytes), BlockDigests.DIGITS * block));
    }

    private int checksum(int block) {
        return HexFormat.fromHexDigits(checksums, DIGITS * block, DIGITS * (block + 1));
    }

    private static long blocks(long length) {
        return length / BlockChecksums.BLOCK + (length % BlockChecksums.BLOCK == 0 ? 0 : 1);
    }
}
