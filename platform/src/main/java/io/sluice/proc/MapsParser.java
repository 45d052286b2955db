package io.sluice.proc;

import io.sluice.kernel.Architecture;
import io.sluice.spi.memory.PageRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses the bytes of /proc/PID/maps. For one parsing. */
public final class MapsParser {
    private final byte[] bytes;
    private int at;

    private MapsParser(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Those of a task; none when it is gone. */
    public static List<Mapping> ofTask(int pid) {
        return parse(ProcFile.read("/proc/" + pid + "/maps").orElse(new byte[0]));
    }

    /** Every mapping below the end of the address space, ascending. */
    public static List<Mapping> parse(byte[] maps) {
        MapsParser parser = new MapsParser(maps);
        List<Mapping> mappings = new ArrayList<>();
        while (parser.at < maps.length) {
            Mapping mapping = parser.line();
            if (mapping != null) {
                append(mappings, mapping);
            }
        }
        return mappings;
    }

    /**
     * Adds what of a mapping is behind those before it. The kernel lists the mappings of a running task part by part: what
     * has come between where it had got to may begin before that.
     */
    static void append(List<Mapping> mappings, Mapping next) {
        long end = mappings.isEmpty()
                ? 0
                : mappings.get(mappings.size() - 1).range().end();
        next.from(end).ifPresent(mappings::add);
    }

    private Mapping line() {
        long start = hexadecimal();
        at++;
        long end = hexadecimal();
        at++;
        int protection = at;
        at += 5;
        long offset = hexadecimal();
        at++;
        String device = word();
        at++;
        long inode = decimal();
        String path = path();
        // vsyscall lies in the kernel's half.
        if (end < 0
                || end
                        > Architecture.current().addressLimit()
                                + Architecture.current().pageSize()) {
            return null;
        }
        return new Mapping(
                new PageRange(start, end),
                bytes[protection] == 'r',
                bytes[protection + 1] == 'w',
                bytes[protection + 2] == 'x',
                bytes[protection + 3] == 's',
                offset,
                device,
                inode,
                path,
                Set.of());
    }

    private long hexadecimal() {
        long number = 0;
        for (int digit = Character.digit(bytes[at], 16); digit >= 0; digit = Character.digit(bytes[++at], 16)) {
            number = number << 4 | digit;
        }
        return number;
    }

    private long decimal() {
        long number = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private String word() {
        int start = at;
        while (bytes[at] != ' ') {
            at++;
        }
        return new String(bytes, start, at - start, StandardCharsets.US_ASCII);
    }

    private String path() {
        while (bytes[at] == ' ') {
            at++;
        }
        int start = at;
        while (bytes[at] != '\n') {
            at++;
        }
        String path = start == at ? "" : new String(bytes, start, at - start, StandardCharsets.UTF_8);
        at++;
        return path;
    }
}
