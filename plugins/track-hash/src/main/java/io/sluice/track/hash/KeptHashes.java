package io.sluice.track.hash;

import com.dynatrace.hash4j.hashing.HashValue128;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads what one set kept, as a cursor over ascending pages. Memory: one buffer. */
final class KeptHashes implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private final DataInputStream in;
    private final long key;
    private final int sinceWhole;
    private final int pageSize;
    private long page;
    private int left;
    private HashValue128 hash;

    KeptHashes(InputStream stream) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(stream, BUFFER));
        if (in.readLong() != HashRun.MAGIC) {
            throw new IOException("not page hashes, or of a later version");
        }
        this.key = in.readLong();
        this.sinceWhole = in.readInt();
        this.pageSize = in.readInt();
        next();
    }

    long key() {
        return key;
    }

    /** How many sets back all hashes were kept; 0 in a whole one. */
    int sinceWhole() {
        return sinceWhole;
    }

    /** Moves on to {@code address}; answers its hash, or null when it has none. Addresses ascend from call to call. */
    HashValue128 at(long address) throws IOException {
        while (page != HashRun.END && page < address) {
            next();
        }
        return page == address ? hash : null;
    }

    /** Moves on to the first page from {@code address} on; answers where it is, {@link Long#MAX_VALUE} when there is none. */
    long from(long address) throws IOException {
        at(address);
        return page == HashRun.END ? Long.MAX_VALUE : page;
    }

    private void next() throws IOException {
        if (left == 0) {
            page = in.readLong();
            if (page == HashRun.END) {
                return;
            }
            left = in.readInt();
            if (left < 1 || left > HashRun.MOST_PAGES) {
                throw new IOException("a run of " + left + " pages");
            }
        } else {
            page += pageSize;
        }
        left--;
        hash = new HashValue128(in.readLong(), in.readLong());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
