package io.sluice.proc;

import io.sluice.kernel.Architecture;
import java.util.Optional;

/** What kind of program a process runs, by the head of its file (elf(5)). */
public enum ProgramFormat {
    /** Of this machine's own kind. */
    NATIVE,
    /** With 32-bit addresses, or of another kind: Sluice cannot dump it. */
    FOREIGN;

    private static final int ELF_CLASS = 4;
    private static final int ELF_CLASS_64 = 2;
    private static final int ELF_MACHINE = 18;

    /** Reads it from /proc/PID/exe; empty when it has none: it is gone, a zombie, or the kernel's own. */
    public static Optional<ProgramFormat> of(int pid) {
        return ProcHead.read("/proc/" + pid + "/exe", ELF_MACHINE + 2).map(ProgramFormat::judge);
    }

    private static ProgramFormat judge(byte[] head) {
        if (head.length < ELF_MACHINE + 2) {
            return FOREIGN;
        }
        int machine = head[ELF_MACHINE] & 0xff | (head[ELF_MACHINE + 1] & 0xff) << 8;
        boolean ours = head[ELF_CLASS] == ELF_CLASS_64
                && machine == Architecture.current().elfMachine();
        return ours ? NATIVE : FOREIGN;
    }
}
