package io.sluice.trace;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.ProcessMemory;
import io.sluice.proc.ProcFile;
import io.sluice.proc.TaskStatus;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult.Ending;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells whether a thread waits for a vfork child: the kernel stops it only when that child has executed or ended. */
public final class VforkWait {
    /** clone(2). */
    private static final long CLONE_VFORK = 0x4000;

    private static final int FLAGS = Long.BYTES;

    private VforkWait() {}

    /** Whether it waits in a call that makes such a child. The child may still have to be made. */
    public static boolean holds(int process, int thread) {
        boolean uninterruptible =
                TaskStatus.read(thread).filter(status -> status.state() == 'D').isPresent();
        return uninterruptible
                && ProcFile.read("/proc/" + process + "/task/" + thread + "/syscall")
                        .filter(call -> vforks(process, new String(call, StandardCharsets.US_ASCII)))
                        .isPresent();
    }

    /** The file has the call's number, then its arguments in hexadecimal; or a word, or -1 outside of a call. */
    private static boolean vforks(int process, String call) {
        String[] words = call.trim().split(" ", -1);
        if (words.length < 2 || words[0].startsWith("-") || !words[1].startsWith("0x")) {
            return false;
        }
        long first = Long.parseUnsignedLong(words[1].substring(2), 16);
        return switch (Architecture.current().vfork(Long.parseLong(words[0]))) {
            case NEVER -> false;
            case ALWAYS -> true;
            case IN_ARGUMENT -> (first & CLONE_VFORK) != 0;
            case IN_MEMORY -> (flagsAt(process, first) & CLONE_VFORK) != 0;
        };
    }

    private static long flagsAt(int process, long address) {
        try (ProcessMemory memory = ProcessMemory.open(process)) {
            ByteBuffer flags = ByteBuffer.allocateDirect(FLAGS).order(ByteOrder.nativeOrder());
            Ending ending = memory.read(List.of(new PageRange(address, address + FLAGS)), flags)
                    .ending();
            return ending == Ending.COMPLETE ? flags.getLong(0) : 0;
        } catch (KernelException gone) {
            return 0;
        }
    }
}
