package io.sluice.resident;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.MemoryFile;
import io.sluice.kernel.OpenFile;
import io.sluice.proc.ProcFile;
import io.sluice.trace.shadow.HeldCalls;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Puts tracking into a task. Its descriptors get high numbers: programs expect the low ones for themselves. The record is
 * there first, so that whatever follows can be found if we are killed.
 */
final class Installation {
    private static final long MEMFD_CLOSE_ON_EXEC = 1;
    private static final long DUPLICATE_CLOSED_ON_EXEC = 1030;
    private static final int HIGHEST = 1024;
    private static final int BELOW = 64;
    private final int pid;
    private final TrackRecord record;
    private final HeldCalls calls;

    private Installation(int pid, TrackRecord record, HeldCalls calls) {
        this.pid = pid;
        this.record = record;
        this.calls = calls;
    }

    /** Does it; answers the number of the record. */
    static int into(int pid, TrackRecord record) {
        return HeldCalls.in(pid, calls -> new Installation(pid, record, calls).run());
    }

    private int run() {
        int number = raised(calls.call(Call.MEMFD_CREATE, calls.text(OpenDescriptors.RECORD), MEMFD_CLOSE_ON_EXEC));
        try (MemoryFile file = new MemoryFile(OpenFile.ofTask(pid, number))) {
            file.write(record.text());
            OptionalInt userFault = OptionalInt.empty();
            try {
                userFault = OptionalInt.of(raised(calls.openUserFault()));
                file.write(record.with(userFault.getAsInt()).text());
                return number;
            } catch (KernelException refused) {
                userFault.ifPresent(opened -> calls.attempt(Call.CLOSE, opened));
                calls.attempt(Call.CLOSE, number);
                throw refused;
            }
        }
    }

    /** Gives an open file a high number, as far as the task's limit allows. */
    private int raised(long number) {
        if (number < 0) {
            throw new KernelException(new Errno((int) -number), "userfaultfd in process " + pid);
        }
        long high = calls.attempt(Call.FCNTL, number, DUPLICATE_CLOSED_ON_EXEC, lowest());
        if (high < 0) {
            return (int) number;
        }
        calls.attempt(Call.CLOSE, number);
        return (int) high;
    }

    private long lowest() {
        return Math.max(0, Math.min(HIGHEST, limit()) - BELOW);
    }

    /** The soft limit of open files (proc_pid_limits(5)). */
    private long limit() {
        return ProcFile.read("/proc/" + pid + "/limits")
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .flatMap(limits -> limits.lines()
                        .filter(line -> line.startsWith("Max open files"))
                        .findFirst())
                .map(line -> line.substring("Max open files".length()).trim().split(" ", -1)[0])
                .filter(limit -> limit.matches("\\d{1,9}"))
                .map(Long::valueOf)
                .orElse((long) HIGHEST);
    }
}
