package io.sluice.sink.zstd;

import io.sluice.sink.block.BlockLengths;
import io.sluice.sink.block.ImageEncoding;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** One image that is compressed. */
final class ZstdEncoding implements ImageEncoding {
    static final int FACTS = Long.BYTES + Integer.BYTES + Integer.BYTES + ZstdForm.CHECKSUM;

    private final Compressors compressors;

    ZstdEncoding(Compressors compressors) {
        this.compressors = compressors;
    }

    @Override
    public byte[] header() {
        return ZstdForm.LINE.clone();
    }

    @Override
    public int encode(long index, boolean last, byte[] plain, int length, byte[] stored) {
        int compressed = compressors.compress(plain, length, stored, ZstdForm.KIND);
        stored[0] = (byte) (compressed > 0 ? 1 : 0);
        if (compressed == 0) {
            System.arraycopy(plain, 0, stored, ZstdForm.KIND, length);
        }
        int end = ZstdForm.KIND + (compressed > 0 ? compressed : length);
        ByteBuffer.wrap(stored).putInt(end, checksum(index, stored, end));
        return end + ZstdForm.CHECKSUM;
    }

    @Override
    public byte[] trailer(BlockLengths lengths, long plainLength) {
        ByteBuffer trailer = ByteBuffer.allocate(lengths.count() * Integer.BYTES + FACTS);
        for (int i = 0; i < lengths.count(); i++) {
            trailer.putInt(lengths.of(i));
        }
        trailer.putLong(plainLength).putInt(ZstdForm.BLOCK).putInt(lengths.count());
        CRC32C sum = new CRC32C();
        sum.update(trailer.array(), 0, trailer.position());
        return trailer.putInt((int) sum.getValue()).array();
    }

    /** That of a block, and of its number: so no two can change places. */
    static int checksum(long index, byte[] stored, int end) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, index));
        sum.update(stored, 0, end);
        return (int) sum.getValue();
    }
}
