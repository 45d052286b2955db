package io.sluice.image.manifest;

import io.sluice.image.format.BlockChecksums;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One image of the set, as it was written.
 *
 * @param name its name in the set
 * @param length how many bytes it has
 * @param checksums the CRC32C of each block of {@link BlockChecksums#BLOCK} bytes, in order, eight lower-case hexadecimal
 *     digits each, nothing between
 */
public record ImageEntry(String name, long length, String checksums) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,254}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]*");
    private static final int DIGITS = 2 * Integer.BYTES;

    public ImageEntry {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an image has a name that none may have");
        }
        if (length < 0 || checksums.length() != DIGITS * blocks(length)) {
            throw new IllegalArgumentException("the checksums of " + name + " do not fit its length");
        }
        if (!HEX.matcher(checksums).matches()) {
            throw new IllegalArgumentException("a checksum of " + name + " is not a number");
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

    /** What the CRC32C of the block was. */
    public int checksum(int block) {
        return HexFormat.fromHexDigits(checksums, DIGITS * block, DIGITS * (block + 1));
    }

    private static long blocks(long length) {
        return length / BlockChecksums.BLOCK + (length % BlockChecksums.BLOCK == 0 ? 0 : 1);
    }
}
