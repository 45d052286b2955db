package io.sluice.sink.block;

import java.util.Arrays;

/** How many bytes are stored of each block: four bytes in memory for each, and where any block begins. For one thread while it grows. */
public final class BlockLengths {
    private static final int STEP = 64;

    private int[] lengths = new int[STEP];
    private long[] starts = new long[1];
    private int count;
    private long total;

    /** Notes the next block's. */
    public void add(int length) {
        if (count == lengths.length) {
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        if (count % STEP == 0) {
            if (count / STEP == starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
            }
            starts[count / STEP] = total;
        }
        lengths[count++] = length;
        total += length;
    }

    /** How many blocks there are. */
    public int count() {
        return count;
    }

    /** The bytes of all together. */
    public long total() {
        return total;
    }

    /** That of one block. */
    public int of(int index) {
        return lengths[index];
    }

    /** Where a block begins, counted from the first one. */
    public long start(int index) {
        long start = starts[index / STEP];
        for (int i = index / STEP * STEP; i < index; i++) {
            start += lengths[i];
        }
        return start;
    }
}
