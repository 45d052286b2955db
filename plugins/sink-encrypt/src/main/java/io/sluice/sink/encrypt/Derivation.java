package io.sluice.sink.encrypt;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys from a key: HKDF of RFC 5869, with HMAC-SHA-256. */
final class Derivation {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH = 32;

    private Derivation() {}

    /**
     * Derives.
     *
     * @param key of which
     * @param salt not empty
     * @param info for what
     * @param length how many bytes, 255 times 32 at the most
     */
    static byte[] derive(byte[] key, byte[] salt, byte[] info, int length) {
        byte[] extracted = hmac(salt, key);
        ByteBuffer derived = ByteBuffer.allocate((length + HASH - 1) / HASH * HASH);
        byte[] last = {};
        for (byte counter = 1; derived.hasRemaining(); counter++) {
            last = hmac(extracted, last, info, new byte[] {counter});
            derived.put(last);
        }
        byte[] bytes = new byte[length];
        derived.get(0, bytes);
        return bytes;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", impossible);
        }
    }
}
