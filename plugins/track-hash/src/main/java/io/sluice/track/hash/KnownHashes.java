package io.sluice.track.hash;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.sluice.spi.track.KeptState;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the chain knows of each page: the newest hash kept, back to the last set that kept all. One thread at a time. */
final class KnownHashes implements AutoCloseable {
    private final List<KeptHashes> newestFirst;
    private final long key;

    private KnownHashes(List<KeptHashes> newestFirst, long key) {
        this.newestFirst = newestFirst;
        this.key = key;
    }

    /** Opens what the chain kept; of a chain that breaks off before its last whole set nothing is known. */
    static KnownHashes open(Optional<KeptState> parent) throws IOException {
        List<KeptHashes> kept = new ArrayList<>();
        try {
            boolean reachesWhole = collect(parent, kept);
            if (reachesWhole) {
                return new KnownHashes(kept, kept.get(0).key());
            }
        } catch (IOException e) {
            closeAll(kept);
            throw e;
        }
        closeAll(kept);
        return new KnownHashes(List.of(), new SecureRandom().nextLong());
    }

    private static boolean collect(Optional<KeptState> state, List<KeptHashes> kept) throws IOException {
        for (Optional<KeptState> at = state; at.isPresent(); at = at.get().parent()) {
            Optional<InputStream> stream = at.get().read();
            if (stream.isEmpty()) {
                return false;
            }
            KeptHashes hashes = new KeptHashes(stream.get());
            kept.add(hashes);
            if (hashes.key() != kept.get(0).key()) {
                return false;
            }
            if (hashes.sinceWhole() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether anything is known. */
    boolean isEmpty() {
        return newestFirst.isEmpty();
    }

    /** The key of the chain; a new one for a new chain. */
    long key() {
        return key;
    }

    /** How many sets ago all hashes were kept; 0 when the parent kept all, -1 when there is none. */
    int sinceWhole() {
        return isEmpty() ? -1 : newestFirst.get(0).sinceWhole();
    }

    /** The newest hash of the page at {@code address}, or null. Addresses ascend from call to call. */
    HashValue128 at(long address) throws IOException {
        HashValue128 newest = null;
        for (KeptHashes hashes : newestFirst) {
            HashValue128 hash = hashes.at(address);
            newest = newest == null ? hash : newest;
        }
        return newest;
    }

    /** The first page from {@code address} on of which anything is known; {@link Long#MAX_VALUE} when there is none. */
    long from(long address) throws IOException {
        long first = Long.MAX_VALUE;
        for (KeptHashes hashes : newestFirst) {
            first = Math.min(first, hashes.from(address));
        }
        return first;
    }

    @Override
    public void close() throws IOException {
        closeAll(newestFirst);
    }

    private static void closeAll(List<KeptHashes> all) throws IOException {
        for (KeptHashes hashes : all) {
            hashes.close();
        }
    }
}
