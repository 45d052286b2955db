package io.sluice.track.hash;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.TrackedTarget;
import java.io.IOException;

/**
 * The hashes of pages that nobody moved, taken over from the chain. It reads the chain by itself, for chunks are recorded
 * later than they are begun, and only once there is something to take over.
 */
final class CarriedHashes implements AutoCloseable {
    private final TrackedTarget target;
    private final int pageSize;
    private KnownHashes known;

    CarriedHashes(TrackedTarget target, int pageSize) {
        this.target = target;
        this.pageSize = pageSize;
    }

    /** Takes over what is known of these pages; of one that nothing is known of nothing is kept. In address order. */
    void carry(PageRange pages, HashWriter writer) throws IOException {
        if (known == null) {
            known = KnownHashes.open(target.parent());
        }
        for (long page = pages.start(); page < pages.end(); page += pageSize) {
            HashValue128 hash = known.at(page);
            if (hash != null) {
                writer.add(page, hash);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (known != null) {
            known.close();
        }
    }
}
