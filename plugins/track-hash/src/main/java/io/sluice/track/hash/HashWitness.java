package io.sluice.track.hash;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.TrackedTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/**
 * Compares the hashes of the pages that go by with those known, and keeps the new ones. Of pages that do not go by the known
 * ones hold on: a set that keeps all takes them over.
 */
final class HashWitness implements PageWitness, AutoCloseable {
    private final KnownHashes known;
    private final PageHash hash;
    private final TrackedTarget target;
    private final int pageSize;
    private final int sinceWhole;
    private final CarriedHashes carried;
    private HashWriter writer;

    HashWitness(KnownHashes known, PageHash hash, TrackedTarget target, int wholeEvery) {
        this.known = known;
        this.hash = hash;
        this.target = target;
        this.pageSize = hash.pageSize();
        this.sinceWhole = (known.sinceWhole() + 1) % wholeEvery;
        this.carried = new CarriedHashes(target, pageSize);
    }

    @Override
    public Judgement begin(List<PageRange> planned) throws IOException {
        List<HashValue128> expected = new ArrayList<>();
        for (PageRange range : planned) {
            for (long page = range.start(); page < range.end(); page += pageSize) {
                expected.add(known.at(page));
            }
        }
        return new ChunkJudgement(planned, expected);
    }

    /** Writes what is left. A target without any page keeps an empty state, so that the chain does not break off. */
    void complete() throws IOException {
        writer().complete();
        close();
    }

    private HashWriter writer() throws IOException {
        if (writer == null) {
            writer = new HashWriter(target.keep(), known.key(), sinceWhole, pageSize);
        }
        return writer;
    }

    @Override
    public void close() throws IOException {
        try (carried) {
            if (writer != null) {
                writer.close();
            }
        }
    }

    private final class ChunkJudgement implements Judgement {
        private final List<PageRange> planned;
        private final List<HashValue128> expected;
        private List<PageRange> moved = List.of();
        private HashValue128[] hashes = {};

        ChunkJudgement(List<PageRange> planned, List<HashValue128> expected) {
            this.planned = planned;
            this.expected = expected;
        }

        @Override
        public BitSet changed(List<PageRange> moved, ByteBuffer bytes) {
            this.moved = moved;
            this.hashes = hash.of(bytes);
            BitSet changed = new BitSet(hashes.length);
            PageIndex index = new PageIndex(planned, pageSize);
            int i = 0;
            for (PageRange range : moved) {
                for (long page = range.start(); page < range.end(); page += pageSize) {
                    changed.set(i, !hashes[i].equals(expected.get(index.of(page))));
                    i++;
                }
            }
            return changed;
        }

        @Override
        public void record(BitSet stored, BitSet listed) throws IOException {
            record(stored, listed, List.of());
        }

        @Override
        public void record(BitSet stored, BitSet listed, List<PageRange> unmoved) throws IOException {
            BitSet kept = sinceWhole == 0 ? listed : stored;
            Iterator<PageRange> between = (sinceWhole == 0 ? unmoved : List.<PageRange>of()).iterator();
            PageRange next = next(between);
            int page = 0;
            for (PageRange range : moved) {
                for (; next != null && next.start() < range.start(); next = next(between)) {
                    carried.carry(next, writer());
                }
                page = keep(range, page, kept);
            }
            for (; next != null; next = next(between)) {
                carried.carry(next, writer());
            }
        }

        private static PageRange next(Iterator<PageRange> ranges) {
            return ranges.hasNext() ? ranges.next() : null;
        }

        /** Keeps those of a moved range, whose first page is number {@code first}; answers the number behind its last. */
        private int keep(PageRange range, int first, BitSet kept) throws IOException {
            int number = first;
            for (long page = range.start(); page < range.end(); page += pageSize, number++) {
                if (kept.get(number)) {
                    writer().add(page, hashes[number]);
                }
            }
            return number;
        }
    }
}
