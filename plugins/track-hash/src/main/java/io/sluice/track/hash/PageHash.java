package io.sluice.track.hash;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;

/**
 * The hash of a page: XXH3, 128 bits, seeded with the key of the chain. Usable from any thread.
 *
 * <p>The key is random and secret: whoever fills the target's memory cannot prepare two pages with one hash.
 */
final class PageHash {
    private final Hasher128 hasher;
    private final int pageSize;
    private final ThreadLocal<byte[]> page;

    PageHash(long key, int pageSize) {
        this.hasher = Hashing.xxh3_128(key);
        this.pageSize = pageSize;
        // A copy into an array, and hashing that, is four times as fast as hashing a direct buffer in code of C1.
        this.page = ThreadLocal.withInitial(() -> new byte[pageSize]);
    }

    int pageSize() {
        return pageSize;
    }

    /** Hashes each page from position to limit; the buffer is left as it is. */
    HashValue128[] of(ByteBuffer bytes) {
        byte[] copy = page.get();
        HashValue128[] hashes = new HashValue128[bytes.remaining() / pageSize];
        for (int i = 0; i < hashes.length; i++) {
            bytes.get(bytes.position() + i * pageSize, copy);
            hashes[i] = hasher.hashBytesTo128Bits(copy, 0, pageSize);
        }
        return hashes;
    }
}
