package io.sluice.proc;

import io.sluice.kernel.Architecture;
import io.sluice.spi.memory.PageRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The private mappings of a task, as runs between which nothing else is mapped. It is read in a stop, so it makes just one
 * pass over the bytes of /proc/PID/maps, and reads no more of a line than it must.
 *
 * <p>Memory that is the kernel's is none of them. Something else that cannot be tracked may be among them.
 */
public final class PrivateMappings {
    /** Mode, and the shortest offset, device and inode, with a space behind each: no name can begin before. */
    private static final int SHORTEST_MIDDLE = 5 + 9 + 6 + 2;

    private static final int SHARING = 3;
    private static final byte[] DIGITS = digits();
    private static final long LIMIT =
            Architecture.current().addressLimit() + Architecture.current().pageSize();
    private final byte[] maps;
    private final List<PageRange> ranges;
    private int[] runStarts = new int[16];
    private int runs;
    private boolean between = true;
    private int at;

    private PrivateMappings(byte[] maps) {
        this.maps = maps;
        this.ranges = new ArrayList<>(maps.length >> 6);
        while (at < maps.length) {
            line();
        }
    }

    /** Reads what a file of maps holds. */
    public static PrivateMappings in(byte[] maps) {
        return new PrivateMappings(maps);
    }

    /** Reads those of a task; none when it is gone. */
    public static PrivateMappings ofTask(int pid) {
        return in(ProcFile.read("/proc/" + pid + "/maps").orElse(new byte[0]));
    }

    /** Some of a task's, ascending, between any two of which there may be something else. */
    public static PrivateMappings of(List<PageRange> mappings) {
        PrivateMappings some = new PrivateMappings(new byte[0]);
        for (PageRange mapping : mappings) {
            some.between = true;
            some.add(mapping);
        }
        return some;
    }

    /** All of them, ascending. */
    public List<PageRange> ranges() {
        return ranges;
    }

    /** Those that lie within a range as a whole, in their runs. */
    public PrivateMappings within(PageRange range) {
        PrivateMappings some = new PrivateMappings(new byte[0]);
        for (int run = 0; run < runs; run++) {
            some.between = true;
            run(run).stream()
                    .filter(mapping -> range.start() <= mapping.start() && mapping.end() <= range.end())
                    .forEach(some::add);
        }
        return some;
    }

    /** How many runs there are. */
    public int runs() {
        return runs;
    }

    /** Those of a run: from its first byte to its last nothing is mapped that is not private. */
    public List<PageRange> run(int index) {
        int end = index + 1 < runs ? runStarts[index + 1] : ranges.size();
        return ranges.subList(runStarts[index], end);
    }

    private void line() {
        long start = hexadecimal();
        long end = hexadecimal();
        boolean isShared = maps[at + SHARING] != 'p';
        at += SHORTEST_MIDDLE;
        boolean isKernels = endsInKernelName();
        // One that lies in the kernel's half, vsyscall, reads as a negative number or one above the limit.
        if (!isShared && !isKernels && start >= 0 && end > start && end <= LIMIT) {
            add(new PageRange(start, end));
        } else {
            between = true;
        }
    }

    private void add(PageRange range) {
        if (between) {
            between = false;
            runStarts = runs == runStarts.length ? Arrays.copyOf(runStarts, 2 * runs) : runStarts;
            runStarts[runs++] = ranges.size();
        }
        ranges.add(range);
    }

    /** Goes to the next line. The kernel's names that matter begin with "[v"; a file's that does so is left out too. */
    private boolean endsInKernelName() {
        boolean found = false;
        for (; maps[at] != '\n'; at++) {
            found |= maps[at] == '[' && maps[at + 1] == 'v' && maps[at - 1] == ' ';
        }
        at++;
        return found;
    }

    private long hexadecimal() {
        long number = 0;
        for (byte digit = DIGITS[maps[at++]]; digit >= 0; digit = DIGITS[maps[at++]]) {
            number = number << 4 | digit;
        }
        return number;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = (byte) Character.digit(i, 16);
        }
        return digits;
    }
}
