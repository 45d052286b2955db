package io.sluice.kernel;

import com.kenai.jffi.MemoryIO;
import io.sluice.spi.memory.PageRange;

/** Anonymous pages of Sluice's own, mapped for a trial. */
final class OwnPages implements AutoCloseable {
    private static final int PAGE = 4096;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private final PageRange range;

    private OwnPages(PageRange range) {
        this.range = range;
    }

    static OwnPages map(int pages) {
        long bytes = (long) pages * PAGE;
        long start = Kernel.call(SystemCall.MMAP, 0, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
        Kernel.require(start, SystemCall.MMAP, "");
        return new OwnPages(new PageRange(start, start + bytes));
    }

    PageRange range() {
        return range;
    }

    /** Reads every page, so that each that was never written becomes the kernel's page of zeros. */
    void touch() {
        for (long at = range.start(); at < range.end(); at += PAGE) {
            MemoryIO.getInstance().getByte(at);
        }
    }

    void write(byte[] contents) {
        MemoryIO.getInstance().putByteArray(range.start(), contents, 0, contents.length);
    }

    @Override
    public void close() {
        Kernel.call(SystemCall.MUNMAP, range.start(), range.bytes(), 0);
    }
}
