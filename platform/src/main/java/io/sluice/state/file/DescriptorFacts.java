package io.sluice.state.file;

import io.sluice.proc.ProcFile;
import io.sluice.state.Refusal;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the kernel lists of a descriptor (proc_pid_fdinfo(5)).
 *
 * @param pid whose it is
 * @param number its number there
 * @param lines all that is listed
 */
record DescriptorFacts(int pid, int number, List<String> lines) {
    private static final int CLOSE_ON_EXEC = 0_2000000;
    private static final Set<String> COMMON = Set.of("pos", "flags", "mnt_id", "ino", "lock");
    private static final int O_PATH = 0_10000000;
    private static final int OCTAL = 8;

    static DescriptorFacts of(int pid, int number, String task) {
        return find(pid, number).orElseThrow(() -> Refusal.gone(task));
    }

    /** Those of a task that runs; empty when the descriptor is closed by now. */
    static Optional<DescriptorFacts> find(int pid, int number) {
        return ProcFile.read("/proc/" + pid + "/fdinfo/" + number)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .map(text -> new DescriptorFacts(pid, number, text.lines().toList()));
    }

    /** What a line says. */
    String text(String name) {
        return all(name).stream().findFirst().orElse("0");
    }

    /** What all lines of a name say. */
    List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .toList();
    }

    /** What is listed that is not of these. */
    Optional<String> unknown(Set<String> keys) {
        return lines.stream()
                .map(line -> line.split(":", 2)[0].trim())
                .filter(key -> !key.isEmpty() && !COMMON.contains(key) && !keys.contains(key))
                .findFirst();
    }

    /** Where it reads and writes next. */
    long position() {
        return Long.parseLong(text("pos"));
    }

    /** Those of open(2), without O_CLOEXEC. */
    int flags() {
        return Integer.parseUnsignedInt(text("flags"), OCTAL) & ~CLOSE_ON_EXEC;
    }

    /** Whether it only holds its file (O_PATH, open(2)): it has neither position nor owner. */
    boolean holdsOnly() {
        return (flags() & O_PATH) != 0;
    }

    /** Whether it is closed by execve(2). */
    boolean closedOnExec() {
        return (Integer.parseUnsignedInt(text("flags"), OCTAL) & CLOSE_ON_EXEC) != 0;
    }

    /** All numbers of a task's table, ascending; none when it is gone. */
    static List<Integer> numbers(int pid) {
        String[] names = new File("/proc/" + pid + "/fd").list();
        return names == null
                ? List.of()
                : Arrays.stream(names).map(Integer::valueOf).sorted().toList();
    }

    /** What messages call it. */
    String what() {
        return "descriptor " + number;
    }

    /** By which it can be looked at. */
    String place() {
        return "/proc/" + pid + "/fd/" + number;
    }
}
