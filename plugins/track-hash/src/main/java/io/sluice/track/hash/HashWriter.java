package io.sluice.track.hash;

import com.dynatrace.hash4j.hashing.HashValue128;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes hashes of ascending pages, gathered into runs. One thread at a time. */
final class HashWriter implements AutoCloseable {
    private static final int BUFFER = 64 << 10;
    private final DataOutputStream out;
    private final int pageSize;
    private final HashValue128[] run = new HashValue128[HashRun.MOST_PAGES];
    private long start;
    private int count;

    HashWriter(OutputStream stream, long key, int sinceWhole, int pageSize) throws IOException {
        this.out = new DataOutputStream(new BufferedOutputStream(stream, BUFFER));
        this.pageSize = pageSize;
        out.writeLong(HashRun.MAGIC);
        out.writeLong(key);
        out.writeInt(sinceWhole);
        out.writeInt(pageSize);
    }

    void add(long address, HashValue128 hash) throws IOException {
        if (count == run.length || address != start + (long) count * pageSize) {
            flush();
            start = address;
        }
        run[count++] = hash;
    }

    private void flush() throws IOException {
        if (count == 0) {
            return;
        }
        out.writeLong(start);
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            out.writeLong(run[i].getMostSignificantBits());
            out.writeLong(run[i].getLeastSignificantBits());
        }
        count = 0;
    }

    /** Writes the end mark. */
    void complete() throws IOException {
        flush();
        out.writeLong(HashRun.END);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
