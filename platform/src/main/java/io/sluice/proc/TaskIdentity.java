package io.sluice.proc;

import io.sluice.kernel.Architecture;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
        return Marks.read(pid, memory).map(TaskIdentity::of);
    }

    /** The identity of a task that has these marks. */
    public static TaskIdentity of(Marks marks) {
        return new TaskIdentity(marks.startTicks(), fingerprint(marks));
    }

    /**
     * By what a task is known: cheaper to compare than to put in a fingerprint.
     *
     * @param auxiliary its auxiliary vector
     * @param random the bytes that it leads to
     */
    public record Marks(long startTicks, ByteBuffer auxiliary, ByteBuffer random) {

        /** Reads those of a task; empty when it is gone. */
        public static Optional<Marks> read(int pid, TaskMemory memory) {
            Optional<Long> start = TaskIdentity.startTicks(pid);
            return ProcFile.read("/proc/" + pid + "/auxv")
                    .filter(bytes -> start.isPresent())
                    .map(bytes -> new Marks(
                            start.get(), ByteBuffer.wrap(bytes), ByteBuffer.wrap(randomBytes(bytes, memory))));
        }
    }

    /** When a process or thread started; empty when it is gone (field 22 of proc_pid_stat(5)). */
    public static Optional<Long> startTicks(int pid) {
        return TaskStat.read(pid).map(stat -> stat.field(START_FIELD));
    }

    private static String fingerprint(Marks marks) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(marks.auxiliary().duplicate());
            digest.update(marks.random().duplicate());
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
