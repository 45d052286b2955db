package io.sluice.sink.block;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Turns every bit, each block after a pause of its own; a block whose number is {@code broken} fails. */
final class TurnedForm implements BlockForm {
    static final int BLOCK = 1000;

    final AtomicInteger decoded = new AtomicInteger();
    private final long broken;

    TurnedForm(long broken) {
        this.broken = broken;
    }

    @Override
    public int blockBytes() {
        return BLOCK;
    }

    @Override
    public int mostStoredBytes() {
        return BLOCK;
    }

    @Override
    public SetEncoding begin() {
        return name -> new ImageEncoding() {
            @Override
            public byte[] header() {
                return new byte[0];
            }

            @Override
            public int encode(long index, boolean last, byte[] plain, int length, byte[] stored) throws IOException {
                if (index == broken) {
                    throw new IOException("this one cannot be turned");
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(100_000));
                turn(plain, length, stored);
                return length;
            }

            @Override
            public byte[] trailer(BlockLengths lengths, long plainLength) {
                return new byte[0];
            }
        };
    }

    private static void turn(byte[] from, int length, byte[] into) {
        for (int i = 0; i < length; i++) {
            into[i] = (byte) ~from[i];
        }
    }

    @Override
    public SetDecoding open() {
        return (name, stored) -> new ImageDecoding() {
            @Override
            public long length() {
                return stored.length();
            }

            @Override
            public int blockBytes() {
                return BLOCK;
            }

            @Override
            public byte[] decode(long index) throws IOException {
                decoded.incrementAndGet();
                long start = index * BLOCK;
                byte[] block = stored.read(start, (int) Math.min(BLOCK, stored.length() - start));
                turn(block, block.length, block);
                return block;
            }
        };
    }
}
