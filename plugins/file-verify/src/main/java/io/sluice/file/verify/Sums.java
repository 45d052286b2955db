package io.sluice.file.verify;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What an extent of a file sums up to.
 *
 * @param checksum its CRC32C, which finds damage
 * @param digest its SHA-256 in hexadecimal digits, which finds intent; empty where that was not asked for
 */
record Sums(int checksum, Optional<String> digest) {
    /** How many bytes a digest has. */
    static final int DIGEST = 32;

    /** Makes them of bytes that come in order. For one thread. */
    static final class Maker {
        private final CRC32C checksum = new CRC32C();
        private final Optional<MessageDigest> digest;

        Maker(boolean digested) {
            this.digest = digested ? Optional.of(sha256()) : Optional.empty();
        }

        /** Takes the bytes from position to limit, which are left there. */
        void add(ByteBuffer bytes) {
            checksum.update(bytes.duplicate());
            digest.ifPresent(wanted -> wanted.update(bytes.duplicate()));
        }

        void add(byte one) {
            checksum.update(one);
            digest.ifPresent(wanted -> wanted.update(one));
        }

        Sums finish() {
            return new Sums((int) checksum.getValue(), digest.map(wanted -> HexFormat.of()
                    .formatHex(wanted.digest())));
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }
    }
}
