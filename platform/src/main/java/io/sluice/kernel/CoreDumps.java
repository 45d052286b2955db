package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import jnr.ffi.Pointer;

/** Whether a process leaves a core when it is killed. */
public final class CoreDumps {
    private static final int RLIMIT_CORE = 4;
    /** Too short for a file; and of a pipe only this very limit is heeded (core(5), the kernel's coredump.c). */
    private static final long NONE = 1;

    private CoreDumps() {}

    /** Has a process leave none, by its limit (prlimit(2)). */
    public static void forbid(int pid) {
        Pointer limits = Native.allocate(2 * Long.BYTES);
        limits.putLong(0, NONE);
        limits.putLong(Long.BYTES, NONE);
        long call = Architecture.current().number(Call.PRLIMIT64);
        Native.require(Native.call(call, pid, RLIMIT_CORE, limits.address(), 0), "prlimit " + pid);
    }
}
