package io.sluice.sink.zstd;

import com.github.luben.zstd.Zstd;
import io.sluice.sink.block.BlockLengths;
import io.sluice.sink.block.ImageDecoding;
import io.sluice.sink.block.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** One compressed image. */
final class ZstdDecoding implements ImageDecoding {
    private static final int LEAST_BLOCK = 4 << 10;
    private static final int MOST_BLOCK = 1 << 20;
    private static final int PORTION = 16 << 10;

    private final StoredImage stored;
    private final long length;
    private final int blockBytes;
    private final BlockLengths lengths;

    private ZstdDecoding(StoredImage stored, long length, int blockBytes, BlockLengths lengths) {
        this.stored = stored;
        this.length = length;
        this.blockBytes = blockBytes;
        this.lengths = lengths;
    }

    /** Reads the index; whatever it says, no more memory is taken than four bytes for each that are really there. */
    static ZstdDecoding of(StoredImage stored) throws IOException {
        long factsAt = stored.length() - ZstdEncoding.FACTS;
        byte[] end = stored.read(factsAt, ZstdEncoding.FACTS);
        ByteBuffer facts = ByteBuffer.wrap(end);
        long length = facts.getLong();
        int blockBytes = facts.getInt();
        int count = facts.getInt();
        long indexAt = factsAt - (long) count * Integer.BYTES;
        boolean possible = blockBytes >= LEAST_BLOCK
                && blockBytes <= MOST_BLOCK
                && length >= 0
                && count == Math.max(1, length / blockBytes + (length % blockBytes == 0 ? 0 : 1))
                && indexAt >= ZstdForm.LINE.length;
        if (!possible) {
            throw wrongIndex(stored);
        }
        BlockLengths lengths = lengths(stored, indexAt, factsAt, end);
        if (lengths.total() != indexAt - ZstdForm.LINE.length) {
            throw wrongIndex(stored);
        }
        return new ZstdDecoding(stored, length, blockBytes, lengths);
    }

    private static BlockLengths lengths(StoredImage stored, long from, long to, byte[] facts) throws IOException {
        BlockLengths lengths = new BlockLengths();
        CRC32C sum = new CRC32C();
        for (long at = from; at < to; at += PORTION) {
            ByteBuffer index = ByteBuffer.wrap(stored.read(at, (int) Math.min(PORTION, to - at)));
            sum.update(index.array());
            while (index.hasRemaining()) {
                lengths.add(index.getInt());
            }
        }
        int summed = facts.length - ZstdForm.CHECKSUM;
        sum.update(facts, 0, summed);
        if ((int) sum.getValue() != ByteBuffer.wrap(facts).getInt(summed)) {
            throw wrongIndex(stored);
        }
        return lengths;
    }

    private static IOException wrongIndex(StoredImage stored) {
        return stored.damaged("the index of its compressed blocks is not what was written");
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public int blockBytes() {
        return blockBytes;
    }

    @Override
    public byte[] decode(long index) throws IOException {
        int number = Math.toIntExact(index);
        int held = lengths.of(number);
        int plainLength = (int) Math.min(blockBytes, length - index * blockBytes);
        if (held < ZstdForm.KIND + ZstdForm.CHECKSUM || held > ZstdForm.KIND + plainLength + ZstdForm.CHECKSUM) {
            throw wrong(index);
        }
        byte[] block = stored.read(ZstdForm.LINE.length + lengths.start(number), held);
        int end = held - ZstdForm.CHECKSUM;
        if (ByteBuffer.wrap(block).getInt(end) != ZstdEncoding.checksum(index, block, end)) {
            throw wrong(index);
        }
        return plain(index, block, end, plainLength);
    }

    private byte[] plain(long index, byte[] block, int end, int plainLength) throws IOException {
        if (block[0] == 0 && end == ZstdForm.KIND + plainLength) {
            return Arrays.copyOfRange(block, ZstdForm.KIND, end);
        }
        byte[] plain = new byte[plainLength];
        long count = block[0] == 1
                ? Zstd.decompressByteArray(plain, 0, plainLength, block, ZstdForm.KIND, end - ZstdForm.KIND)
                : -1;
        if (count != plainLength) {
            throw wrong(index);
        }
        return plain;
    }

    private IOException wrong(long index) {
        return stored.damaged("its compressed block " + index + " is not what was written");
    }
}
