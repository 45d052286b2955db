package io.sluice.kernel;

import io.sluice.spi.memory.MemorySample;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** A few pages of Sluice's own with random contents, to try ways of reading on. Open as long as the sample is used. */
public final class SamplePages implements AutoCloseable {
    private static final int PAGES = 4;
    private final OwnPages pages;
    private final ProcessMemory memory;
    private final MemorySample sample;

    private SamplePages(OwnPages pages, ProcessMemory memory, byte[] contents) {
        this.pages = pages;
        this.memory = memory;
        this.sample = new MemorySample(
                memory, pages.range(), ByteBuffer.wrap(contents).asReadOnlyBuffer());
    }

    /** Maps and fills them. */
    public static SamplePages open() {
        OwnPages pages = OwnPages.map(PAGES);
        byte[] contents = new byte[(int) pages.range().bytes()];
        new SplittableRandom().nextBytes(contents);
        pages.write(contents);
        return new SamplePages(
                pages, ProcessMemory.open((int) ProcessHandle.current().pid()), contents);
    }

    /** The pages, readable as those of any process. */
    public MemorySample sample() {
        return sample;
    }

    @Override
    public void close() {
        memory.close();
        pages.close();
    }
}
