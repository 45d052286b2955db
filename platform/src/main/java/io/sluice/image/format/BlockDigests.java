package io.sluice.image.format;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The digests of one image whose bytes come in order: SHA-256 of every block of {@link BlockChecksums#BLOCK} bytes, the
 * last one shorter. A checksum finds what happens to an image, and these also what is done to it. For one thread.
 */
public final class BlockDigests {
    /** How many hexadecimal digits one has. */
    public static final int DIGITS = 64;

    private static final HexFormat HEX = HexFormat.of();

    private final MessageDigest digest = sha256();
    private final StringBuilder finished = new StringBuilder();
    private int within;

    /** Takes the next bytes, from position to limit; the buffer is left as it is. */
    public void add(ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            int count = Math.min(rest.remaining(), BlockChecksums.BLOCK - within);
            digest.update(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
            within += count;
            if (within == BlockChecksums.BLOCK) {
                end();
            }
        }
    }

    /** The digests of all blocks, 64 lower-case hexadecimal digits each. */
    public String finish() {
        if (within > 0) {
            end();
        }
        return finished.toString();
    }

    /** The digest of the bytes of one block, from position to limit; the buffer is left as it is. */
    public static String of(ByteBuffer bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes.duplicate());
        return HEX.formatHex(digest.digest());
    }

    private void end() {
        finished.append(HEX.formatHex(digest.digest()));
        within = 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
