package io.sluice.kernel;

import java.nio.ByteBuffer;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The loaded binding. The first use loads jnr, which takes a tenth of a second. */
final class Native {
    static final LibC C;
    private static final Runtime RUNTIME;

    static {
        // The assembled stubs of jnr-ffi pass garbage as a sixth argument; without them it also starts faster.
        System.setProperty("jnr.ffi.asm.enabled", "false");
        C = LibraryLoader.create(LibC.class).load("c");
        RUNTIME = Runtime.getRuntime(C);
    }

    private Native() {}

    static Errno errno() {
        return Errno.of(LastError.getLastError(RUNTIME));
    }

    /** Memory outside of the heap, zeroed, freed with the pointer. */
    static Pointer allocate(int bytes) {
        return Memory.allocateDirect(RUNTIME, bytes, true);
    }

    /** The address of a direct buffer's first byte. */
    static long address(ByteBuffer direct) {
        return Pointer.wrap(RUNTIME, direct.duplicate().clear()).address();
    }

    static Pointer at(long address, long bytes) {
        return Pointer.wrap(RUNTIME, address, bytes);
    }

    static long call(long number, long... arguments) {
        long[] all = java.util.Arrays.copyOf(arguments, 6);
        return C.syscall(number, all[0], all[1], all[2], all[3], all[4], all[5]);
    }

    /** The result, or the failure as an exception. */
    static long require(long result, String call) {
        if (result == -1) {
            throw new KernelException(errno(), call);
        }
        return result;
    }
}
