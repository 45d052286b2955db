package io.sluice.validate;

import io.sluice.kernel.FileStatus;
import java.nio.ByteBuffer;

/**
 * By what a cookie is found again: what file it was, in which state, and by which methods the cookie was made.
 *
 * @param bytes all of that, {@link #BYTES}; their position is never changed
 */
record CookieKey(ByteBuffer bytes) {
    /** How long each is. */
    static final int BYTES = Methods.DIGEST + 5 * Long.BYTES;

    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    static CookieKey of(FileStatus file, Methods methods) {
        return new CookieKey(ByteBuffer.allocate(BYTES)
                .put(methods.digest().duplicate())
                .putLong(file.device())
                .putLong(file.inode())
                .putLong(file.size())
                .putLong(file.modified())
                .putLong(file.changed())
                .flip());
    }

    /** A number that few others have. */
    long hash() {
        long hash = 0;
        for (int at = 0; at < BYTES; at += Long.BYTES) {
            hash = (hash ^ bytes.getLong(at)) * GOLDEN;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
