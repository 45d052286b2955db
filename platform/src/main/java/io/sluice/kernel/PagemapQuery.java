package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import java.util.List;
import jnr.ffi.Pointer;

/** The ioctl PAGEMAP_SCAN (Documentation/admin-guide/mm/pagemap.rst), with one buffer for its answers. For one thread. */
final class PagemapQuery {
    /** The mapping is armed by a userfaultfd in asynchronous mode. */
    static final long ARMED = 1;
    /** Not write-protected: written since it last was, or never protected. */
    static final long WRITTEN = 1 << 1;

    static final long FILE = 1 << 2;
    static final long PRESENT = 1 << 3;
    static final long SWAPPED = 1 << 4;
    static final long ZERO = 1 << 5;
    /** Guard regions, which nobody can read; since Linux 6.15. */
    static final long GUARD = 1 << 8;

    private static final long PAGEMAP_SCAN = 0xC060_6610L;
    private static final int MOST_REGIONS = 4096;
    private static final int REGION = 24;
    private static final int ARGUMENT = 96;
    private final Pointer argument = Native.allocate(ARGUMENT);
    private final Pointer regions = Native.allocate(MOST_REGIONS * REGION);
    private long guard = GUARD;

    /**
     * What a page must be to be found: in none of {@code without}, and in all of {@code with}.
     *
     * @param flags of the call
     * @param populated whether it must be there; else its mapping alone decides
     */
    record Terms(long flags, long with, long without, boolean populated) {
        private long any() {
            return populated ? PRESENT | SWAPPED : 0;
        }

        /** What is told decides where regions end and what the kernel looks up: as little as can be. */
        private long told() {
            return with != 0 ? with : populated ? any() : ARMED;
        }
    }

    /** Asks; answers how many regions there are, or -1 with errno. A kernel that knows no guard regions has none. */
    long ask(OpenFile pagemap, long start, long end, Terms terms) {
        long found = scan(pagemap, start, end, terms);
        if (found < 0 && guard != 0 && Native.errno().equals(Errno.EINVAL)) {
            guard = 0;
            found = scan(pagemap, start, end, terms);
        }
        return found;
    }

    /** The same for what is not write-protected, populated or not: to ask for just that is a way of its own in the kernel. */
    long askForAllWritten(OpenFile pagemap, long start, long end, long flags) {
        return scan(pagemap, start, end, flags, 0, WRITTEN, 0, WRITTEN);
    }

    /** The same for guard regions alone; -1 where the kernel knows none. */
    long askForGuards(OpenFile pagemap, long start, long end) {
        return scan(pagemap, start, end, 0, 0, GUARD, 0, GUARD);
    }

    private long scan(OpenFile pagemap, long start, long end, Terms terms) {
        long without = terms.without() | guard;
        return scan(pagemap, start, end, terms.flags(), without, without | terms.with(), terms.any(), terms.told());
    }

    private long scan(
            OpenFile pagemap, long start, long end, long flags, long inverted, long all, long any, long told) {
        argument.putLong(0, ARGUMENT);
        argument.putLong(8, flags);
        argument.putLong(16, start);
        argument.putLong(24, end);
        argument.putLong(32, 0);
        argument.putLong(40, regions.address());
        argument.putLong(48, MOST_REGIONS);
        argument.putLong(56, 0);
        argument.putLong(64, inverted);
        argument.putLong(72, all);
        argument.putLong(80, any);
        argument.putLong(88, told);
        return Native.C.ioctl(pagemap.number(), PAGEMAP_SCAN, argument.address());
    }

    /** Up to where the last question was answered. */
    long answeredTo() {
        return argument.getLong(32);
    }

    /** Adds the regions of the last answer; what touches becomes one. */
    void collect(long found, List<PageRange> runs) {
        for (int i = 0; i < found; i++) {
            long start = regions.getLong((long) i * REGION);
            long end = regions.getLong((long) i * REGION + 8);
            int last = runs.size() - 1;
            if (last >= 0 && runs.get(last).end() == start) {
                runs.set(last, new PageRange(runs.get(last).start(), end));
            } else {
                runs.add(new PageRange(start, end));
            }
        }
    }
}
