package io.sluice.proc;

import io.sluice.kernel.Architecture;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What makes a task the same one later: another that got its pid started at another time, and a program that it executes
 * has another auxiliary vector and other random bytes in it (getauxval(3), AT_RANDOM).
 *
 * @param startTicks when it started, in clock ticks after the boot
 * @param program a fingerprint of what it executes, 32 hexadecimal digits
 */
public record TaskIdentity(long startTicks, String program) {
    private static final int AT_RANDOM = 25;
    private static final int RANDOM_BYTES = 16;
    private static final int START_FIELD = 22;
    private static final int PAGE = Architecture.current().pageSize();

    /** Reads that of a task; empty when it is gone. */
    public static Optional<TaskIdentity> read(int pid, TaskMemory memory) {
        Optional<Long> start = startTicks(pid);
        Optional<byte[]> auxiliary = ProcFile.read("/proc/" + pid + "/auxv");
        if (start.isEmpty() || auxiliary.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TaskIdentity(start.get(), fingerprint(auxiliary.get(), memory)));
    }

    /** When a process or thread started; empty when it is gone (field 22 of proc_pid_stat(5)). */
    public static Optional<Long> startTicks(int pid) {
        return ProcFile.read("/proc/" + pid + "/stat").map(bytes -> {
            String stat = new String(bytes, StandardCharsets.ISO_8859_1);
            // The name, field 2, may hold spaces and parentheses: count from behind its last one.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.valueOf(fields[START_FIELD - 3]);
        });
    }

    private static String fingerprint(byte[] auxiliary, TaskMemory memory) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(auxiliary);
            digest.update(randomBytes(auxiliary, memory));
            return HexFormat.of().formatHex(digest.digest(), 0, RANDOM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static byte[] randomBytes(byte[] auxiliary, TaskMemory memory) {
        ByteBuffer vector = ByteBuffer.wrap(auxiliary).order(ByteOrder.nativeOrder());
        while (vector.remaining() >= 2 * Long.BYTES) {
            long type = vector.getLong();
            long value = vector.getLong();
            if (type == AT_RANDOM) {
                return read(value, memory);
            }
        }
        return new byte[0];
    }

    private static byte[] read(long address, TaskMemory memory) {
        long start = address / PAGE * PAGE;
        ByteBuffer pages = ByteBuffer.allocateDirect(2 * PAGE);
        if (memory.read(List.of(new PageRange(start, start + PAGE)), pages).ending() != Ending.COMPLETE) {
            return new byte[0];
        }
        memory.read(List.of(new PageRange(start + PAGE, start + 2L * PAGE)), pages);
        byte[] random = new byte[RANDOM_BYTES];
        pages.get((int) (address - start), random);
        return random;
    }
}
