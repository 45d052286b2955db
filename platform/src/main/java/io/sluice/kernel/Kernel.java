package io.sluice.kernel;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * Makes system calls. The first use of this class loads the native library. Usable from any thread.
 *
 * <p>All calls go through syscall(2) with its seven arguments: one binding starts faster than twenty, and the generated
 * stubs of jnr-ffi pass garbage as the last of exactly six arguments, which is also why they are switched off here.
 */
final class Kernel {
    private static final Architecture ARCHITECTURE = Architecture.current();
    private static final LibC LIBC;
    private static final Runtime RUNTIME;
    private static final MemoryIO MEMORY;

    static {
        System.setProperty("jnr.ffi.asm.enabled", "false");
        LIBC = LibraryLoader.create(LibC.class).load("c");
        RUNTIME = Runtime.getRuntime(LIBC);
        MEMORY = MemoryIO.getInstance();
    }

    private Kernel() {}

    /** Makes a call and answers its result, or a negative error number. */
    static long call(SystemCall call, long first, long second, long third, long fourth, long fifth, long sixth) {
        long result = LIBC.syscall(ARCHITECTURE.number(call), first, second, third, fourth, fifth, sixth);
        return result == -1 ? -LastError.getLastError(RUNTIME) : result;
    }

    /** The same with the last two arguments 0. */
    static long call(SystemCall call, long first, long second, long third, long fourth) {
        return call(call, first, second, third, fourth, 0, 0);
    }

    /** The same with the last three arguments 0. */
    static long call(SystemCall call, long first, long second, long third) {
        return call(call, first, second, third, 0, 0, 0);
    }

    /** Answers the result of a call that must not fail. */
    static long require(long result, SystemCall call, String on) {
        if (Errno.of(result) != Errno.OK) {
            throw new KernelException(on.isEmpty() ? call.toString() : call + " " + on, result);
        }
        return result;
    }

    /** Where the first byte of a direct buffer is, whatever its position. */
    static long address(ByteBuffer direct) {
        if (!direct.isDirect()) {
            throw new IllegalArgumentException("the kernel can only use a direct buffer");
        }
        return MEMORY.getDirectBufferAddress(direct);
    }
}
