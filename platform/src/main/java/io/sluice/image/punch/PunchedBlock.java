package io.sluice.image.punch;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.format.BlockDigests;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pages of one block that are given away, and what the block is without them.
 *
 * @param block the number of the block in its image
 * @param pages which pages of the block, as a set of bits, the first the lowest of the first byte; hexadecimal
 * @param was the CRC32C of each of these pages before, ascending, eight lower-case hexadecimal digits each
 * @param checksum the CRC32C of the block when these pages, and those given away before, are zeros; likewise
 * @param digest the SHA-256 of it likewise, 64 digits; only of a set that is signed
 */
record PunchedBlock(int block, String pages, String was, String checksum, Optional<String> digest) {
    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = 2 * Integer.BYTES;

    PunchedBlock {
        digest = Objects.requireNonNullElse(digest, Optional.empty());
        if (block < 0 || checksum.length() != DIGITS) {
            throw new IllegalArgumentException("no such block, or no checksum of it");
        }
        BitSet given = BitSet.valueOf(HEX.parseHex(pages));
        if (given.isEmpty() || was.length() != DIGITS * given.cardinality()) {
            throw new IllegalArgumentException("the checksums do not fit the pages");
        }
        HexFormat.fromHexDigits(checksum);
        if (digest.isPresent() && digest.get().length() != BlockDigests.DIGITS) {
            throw new IllegalArgumentException("a digest has another length");
        }
    }

    /**
     * Of a block as it is.
     *
     * @param bytes all of the block, from position to limit; the pages become zeros
     * @param digested whether the set is signed
     */
    static PunchedBlock of(int block, BitSet pages, int pageSize, ByteBuffer bytes, boolean digested) {
        String was = pages.stream()
                .mapToObj(page -> HEX.toHexDigits(BlockChecksums.of(page(bytes, page, pageSize))))
                .collect(Collectors.joining());
        pages.stream().forEach(page -> clear(page(bytes, page, pageSize)));
        return new PunchedBlock(
                block,
                HEX.formatHex(pages.toByteArray()),
                was,
                HEX.toHexDigits(BlockChecksums.of(bytes)),
                digested ? Optional.of(BlockDigests.of(bytes)) : Optional.empty());
    }

    /** Which pages are given away. */
    BitSet given() {
        return BitSet.valueOf(HEX.parseHex(pages));
    }

    int checksumValue() {
        return HexFormat.fromHexDigits(checksum);
    }

    /** Whether the bytes are those that the page had; they are left as they are. */
    boolean had(int page, ByteBuffer bytes) {
        BitSet given = given();
        int index = given.get(0, page).cardinality();
        return given.get(page)
                && BlockChecksums.of(bytes) == HexFormat.fromHexDigits(was, DIGITS * index, DIGITS * (index + 1));
    }

    static ByteBuffer page(ByteBuffer block, int page, int pageSize) {
        return block.slice(block.position() + page * pageSize, pageSize);
    }

    static void clear(ByteBuffer page) {
        page.put(new byte[page.remaining()]);
    }
}
