package io.sluice.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of /proc/PID/status of a process or thread, by their names (proc_pid_status(5)). */
public record StatusLines(Map<String, String> lines) {
    private static final int HEXADECIMAL = 16;

    /** Reads those of one; empty when it is gone. */
    public static Optional<StatusLines> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/status").map(StatusLines::parse);
    }

    static StatusLines parse(byte[] bytes) {
        Map<String, String> lines = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.put(line.substring(0, colon), line.substring(colon + 1).trim());
            }
        }
        return new StatusLines(lines);
    }

    /** What a line says; empty where this kernel has no such line. */
    public String text(String name) {
        return lines.getOrDefault(name, "");
    }

    /** The numbers of a line, unsigned and of 32 bits. */
    public List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : text(name).split("\\s+", -1)) {
            if (!word.isEmpty()) {
                numbers.add(Integer.parseUnsignedInt(word));
            }
        }
        return numbers;
    }

    /** The last of the numbers of a line that has one for each namespace; 0 where there is none. */
    public int innermost(String name) {
        List<Integer> numbers = numbers(name);
        return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
    }

    /** A set of bits, written in hexadecimal. */
    public long bits(String name) {
        return text(name).isEmpty() ? 0 : Long.parseUnsignedLong(text(name), HEXADECIMAL);
    }
}
