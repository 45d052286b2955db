package io.sluice.testkit.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where the kernel notes for a thread on which processor it runs: {@code struct rseq} (rseq(2)), which the C library registers for
 * each thread. The kernel may write it whenever the thread goes on, also to the end of a call that is made for us, so it is
 * nobody's memory to compare.
 */
final class ProcessorNotes {
    private static final int SIZE = 32;
    private static final int FIRST_PROCESSOR = 0;
    private static final int PROCESSOR = 4;
    private static final int CRITICAL_SECTION = 8;
    private static final int CRITICAL_SECTION_END = 20;
    private static final int END = 28;
    private static final int MOST_PROCESSORS = 8192;

    private ProcessorNotes() {}

    /** Whether two pages differ in nothing but such notes. */
    static boolean areAllThatDiffers(ByteBuffer one, ByteBuffer other) {
        ByteBuffer a = one.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer b = other.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < Pagemap.PAGE; at += SIZE) {
            if (!a.slice(at, SIZE).equals(b.slice(at, SIZE)) && !(notes(a, at) && notes(b, at) && alike(a, b, at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean notes(ByteBuffer page, int at) {
        int processor = page.getInt(at + PROCESSOR);
        return processor >= 0 && processor < MOST_PROCESSORS && page.getInt(at + FIRST_PROCESSOR) == processor;
    }

    /** What the kernel does not write is the same. */
    private static boolean alike(ByteBuffer a, ByteBuffer b, int at) {
        int section = at + CRITICAL_SECTION;
        int length = CRITICAL_SECTION_END - CRITICAL_SECTION;
        return a.slice(section, length).equals(b.slice(section, length))
                && a.slice(at + END, SIZE - END).equals(b.slice(at + END, SIZE - END));
    }
}
