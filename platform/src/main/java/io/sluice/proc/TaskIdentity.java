package io.sluice.proc;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.KernelFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What tells a process from a later one with the same number, and from itself after it executed another program.
 *
 * @param startTime when it started, in clock ticks after boot
 * @param program 32 hexadecimal digits that every exec changes: a digest of the auxiliary vector and of the random bytes
 *     that the kernel gave the program (getauxval(3), AT_RANDOM); empty of a zombie
 */
public record TaskIdentity(long startTime, String program) {
    private static final long AT_RANDOM = 25;
    private static final int RANDOM_BYTES = 16;
    private static final int DIGEST_BYTES = 16;

    /** Reads it; empty when the process is gone. */
    public static Optional<TaskIdentity> read(int pid) {
        return TaskStat.read(pid).flatMap(stat -> ProcFile.read("/proc/" + pid + "/auxv")
                .map(vector -> new TaskIdentity(stat.startTime(), program(pid, vector.toBytes()))));
    }

    private static String program(int pid, byte[] vector) {
        if (vector.length == 0) {
            return "";
        }
        MessageDigest digest = sha256();
        digest.update(vector);
        digest.update(randomBytes(pid, vector)); // never kept as they are: the program may use them as secrets
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), DIGEST_BYTES));
    }

    private static byte[] randomBytes(int pid, byte[] vector) {
        byte[] random = new byte[RANDOM_BYTES];
        long address = find(ByteBuffer.wrap(vector).order(ByteOrder.nativeOrder()));
        if (address != 0) {
            read(pid, address, random);
        }
        return random;
    }

    private static long find(ByteBuffer vector) {
        while (vector.remaining() >= 16) {
            long type = vector.getLong();
            long value = vector.getLong();
            if (type == AT_RANDOM) {
                return value;
            }
        }
        return 0;
    }

    private static void read(int pid, long address, byte[] into) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(into.length);
        try (KernelFile memory = KernelFile.open("/proc/" + pid + "/mem")) {
            memory.read(bytes, address);
            bytes.flip().get(into, 0, bytes.limit());
        } catch (KernelException e) {
            if (e.errno().denied()) {
                throw e;
            }
            // the program unmapped them, or is gone: the rest of the vector still tells it from others
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
