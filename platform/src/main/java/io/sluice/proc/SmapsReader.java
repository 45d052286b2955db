package io.sluice.proc;

import io.sluice.spi.memory.PageRange;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the flags of mappings from /proc/PID/smaps. It walks all page tables (20 ms a GiB and more): for use while the
 * process runs, never in a stop.
 */
public final class SmapsReader {

    private SmapsReader() {}

    /** The flags of every mapping of a process, by its range; empty when the process is gone. */
    public static Optional<Map<PageRange, MappingFlags>> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/smaps").map(SmapsReader::parse);
    }

    static Map<PageRange, MappingFlags> parse(ByteText text) {
        Map<PageRange, MappingFlags> flags = new HashMap<>();
        long start = -1;
        long end = -1;
        while (!text.atEnd()) {
            if (text.accept("VmFlags: ")) {
                if (start >= 0) {
                    flags.put(new PageRange(start, end), MappingFlags.parse(text));
                }
            } else if (Character.digit(text.peek(), 16) >= 0 && !isField(text.peek())) {
                start = text.hex();
                end = text.hex();
            }
            text.skipLine();
        }
        return flags;
    }

    /** Names of fields begin with a capital letter, addresses are in small ones. */
    private static boolean isField(byte first) {
        return first >= 'A' && first <= 'Z';
    }
}
