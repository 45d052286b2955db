package io.sluice.image.punch;

import io.sluice.image.format.BlockChecksums;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.manifest.SetIdentity;
import io.sluice.image.sign.SigningKey;
import io.sluice.spi.sink.ImageSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Gives pages of one set away: what goes is noted first, some blocks at a time, and is on the device before its space is given
 * back. After an exception, and after a death, the set is as its log says. For one thread.
 */
public final class PunchWriter {
    /** The most blocks of an entry: what is kept in memory. */
    static final int MOST_BLOCKS = 64;

    private final ImageSink sink;
    private final String set;
    private final int pageSize;
    private final SetIdentity to;
    private final Optional<SigningKey> key;
    private final List<PunchedBlock> blocks = new ArrayList<>();
    private Optional<PunchEntry> unfinished;
    private LogEnd end;
    private String image = "";
    private long given;

    /**
     * Begins.
     *
     * @param set its name
     * @param manifest its manifest
     * @param before what it has given away
     * @param to the set that has the pages now
     * @param key signs; there just when the set is signed
     */
    public PunchWriter(
            ImageSink sink, String set, Manifest manifest, Punched before, SetIdentity to, Optional<SigningKey> key) {
        this.sink = sink;
        this.set = set;
        this.pageSize = manifest.host().pageSize();
        this.to = to;
        this.key = key;
        this.end = before.end();
        this.unfinished = before.last();
    }

    /** How many bytes were given away. */
    public long given() {
        return given;
    }

    /**
     * Gives pages of a block away.
     *
     * @param pages none of them was given away before
     * @param bytes all of the block as it was checked, from position to limit; the pages become zeros
     */
    public void give(String from, int block, BitSet pages, ByteBuffer bytes) throws IOException {
        if (!image.equals(from) || blocks.size() == MOST_BLOCKS) {
            flush();
            image = from;
        }
        int before = BlockChecksums.of(bytes);
        PunchedBlock punched = PunchedBlock.of(block, pages, pageSize, bytes, key.isPresent());
        // Pages of zeros stay: nothing would tell later that their entry was cut off.
        if (punched.checksumValue() != before) {
            blocks.add(punched);
        }
    }

    /** Notes what was given up to now, and punches it. */
    public void flush() throws IOException {
        if (blocks.isEmpty()) {
            return;
        }
        finish();
        PunchEntry entry = new PunchEntry(List.of(to), image, blocks);
        byte[] line = PunchLog.line(end, entry, key);
        sink.append(set, PunchLog.FILE, end.seen(), end.whole(), ByteBuffer.wrap(line));
        end = PunchLog.after(end, line);
        unfinished = Optional.of(entry);
        blocks.clear();
        finish();
        entry.blocks().forEach(block -> given += (long) block.given().cardinality() * pageSize);
    }

    /** Punches what the last entry says, in case that a writer died before it did. */
    public void finish() throws IOException {
        if (unfinished.isPresent()) {
            punch(unfinished.get());
            unfinished = Optional.empty();
        }
    }

    private void punch(PunchEntry entry) throws IOException {
        Runs runs = new Runs(entry.image());
        for (PunchedBlock block : entry.blocks()) {
            BitSet pages = block.given();
            for (int page = pages.nextSetBit(0); page >= 0; page = pages.nextSetBit(pages.nextClearBit(page))) {
                long offset = (long) block.block() * BlockChecksums.BLOCK + (long) page * pageSize;
                runs.add(offset, (long) (pages.nextClearBit(page) - page) * pageSize);
            }
        }
        runs.end();
    }

    /** Punches neighbours at once. */
    private final class Runs {
        private final String from;
        private long start;
        private long length;

        Runs(String from) {
            this.from = from;
        }

        void add(long offset, long bytes) throws IOException {
            if (start + length != offset) {
                end();
                start = offset;
            }
            length += bytes;
        }

        void end() throws IOException {
            if (length > 0) {
                sink.punch(set, from, start, length);
            }
            length = 0;
        }
    }
}
