package io.sluice.sink.zstd;

import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Compressors of one level, each for one thread at a time: making one anew for each block would cost more than small blocks. */
final class Compressors implements AutoCloseable {
    private final int level;
    private final Queue<ZstdCompressCtx> idle = new ConcurrentLinkedQueue<>();

    Compressors(int level) {
        this.level = level;
    }

    /**
     * Compresses.
     *
     * @return how many bytes came out; 0 when they would be no fewer
     */
    int compress(byte[] plain, int length, byte[] into, int from) {
        if (length <= 1) {
            return 0;
        }
        ZstdCompressCtx compressor = idle.poll();
        if (compressor == null) {
            compressor = new ZstdCompressCtx();
            compressor.setLevel(level);
            compressor.setChecksum(false);
        }
        try {
            return compressor.compressByteArray(into, from, length - 1, plain, 0, length);
        } catch (com.github.luben.zstd.ZstdException noRoom) {
            return 0;
        } finally {
            idle.add(compressor);
        }
    }

    @Override
    public void close() {
        for (ZstdCompressCtx compressor = idle.poll(); compressor != null; compressor = idle.poll()) {
            compressor.close();
        }
    }
}
