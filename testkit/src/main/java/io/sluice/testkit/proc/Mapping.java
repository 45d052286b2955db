package io.sluice.testkit.proc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of /proc/PID/maps (proc_pid_maps(5)).
 *
 * @param start the first byte
 * @param end the byte after the last
 * @param rights the four letters, as {@code rw-p}
 * @param offset where in the file or segment it starts, in bytes
 * @param inode the file's or segment's; 0 for anonymous memory
 * @param path what the kernel calls it; empty for plain anonymous memory
 */
public record Mapping(long start, long end, String rights, long offset, long inode, String path) {
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S{4}) ([0-9a-f]+) \\S+ ([0-9]+)\\s*(.*)");

    static Mapping parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a line of maps: " + line);
        }
        return new Mapping(
                Long.parseUnsignedLong(matcher.group(1), 16),
                Long.parseUnsignedLong(matcher.group(2), 16),
                matcher.group(3),
                Long.parseUnsignedLong(matcher.group(4), 16),
                Long.parseLong(matcher.group(5)),
                matcher.group(6));
    }

    /** Whether other mappings see its writes. */
    public boolean shared() {
        return rights.charAt(3) == 's';
    }

    /** Whether it is shared memory without a file that a person can name: /dev/zero, a memfd, SysV. */
    public boolean sharedSegment() {
        return shared()
                && (path.startsWith("/dev/zero (deleted)")
                        || path.startsWith("/memfd:")
                        || path.startsWith("/SYSV")
                        || path.startsWith("[anon_shmem"));
    }

    /** Whether the kernel makes its contents up: they are in no image. */
    public boolean kernelMade() {
        return path.startsWith("[vvar") || path.equals("[vsyscall]");
    }

    /** Whether it holds the byte at {@code address}. */
    public boolean contains(long address) {
        return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
    }
}
