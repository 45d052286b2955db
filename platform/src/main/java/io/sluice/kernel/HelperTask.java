package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import io.sluice.spi.memory.PageRange;
import java.io.File;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import jnr.ffi.Pointer;

/**
 * A tiny task of our own making that does nothing, to try on what is done to others. It is no child of the JDK, which would
 * take its stops away.
 *
 * <p>It ends when it is closed, when the thread that started it ends, when Sluice does, and by itself after ten seconds.
 */
public final class HelperTask implements AutoCloseable {
    private static final int CLOSE_ON_EXEC = 1;
    private static final int WAIT_ALL = 0x4000_0000;
    private static final int WAIT_NOT = 1;
    private static final int SIGKILL = 9;
    private static final long PAUSE = 20_000;
    private final int pid;

    private HelperTask(int pid) {
        this.pid = pid;
    }

    /**
     * Starts one.
     *
     * @throws KernelException when the kernel or a security module lets no program run from memory
     */
    public static HelperTask start() {
        byte[] program = Architecture.current().idleProgram();
        Pointer name = text("sluice-helper");
        long memfd = Architecture.current().number(Call.MEMFD_CREATE);
        try (OpenFile file =
                OpenFile.of(Native.require(Native.call(memfd, name.address(), CLOSE_ON_EXEC), "memfd_create"))) {
            fill(file, program);
            return new HelperTask(spawn("/proc/self/fd/" + file.number(), name));
        } finally {
            Reference.reachabilityFence(name);
        }
    }

    private static void fill(OpenFile file, byte[] program) {
        Pointer bytes = Native.allocate(program.length);
        try {
            bytes.put(0, program, 0, program.length);
            Native.require(Native.C.write(file.number(), bytes.address(), program.length), "write to a memfd");
        } finally {
            Reference.reachabilityFence(bytes);
        }
    }

    private static int spawn(String path, Pointer name) {
        Pointer pid = Native.allocate(8);
        Pointer arguments = Native.allocate(2 * Long.BYTES);
        try {
            arguments.putLong(0, name.address());
            long argument = arguments.address();
            // It answers the errno itself, and leaves no child when the program cannot be run.
            int errno = Native.C.posix_spawn(pid.address(), path, 0, 0, argument, argument + Long.BYTES);
            if (errno != 0) {
                throw new KernelException(Errno.of(errno), "posix_spawn");
            }
            return pid.getInt(0);
        } finally {
            Reference.reachabilityFence(arguments);
        }
    }

    private static Pointer text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Pointer pointer = Native.allocate(bytes.length + 1);
        pointer.put(0, bytes, 0, bytes.length);
        return pointer;
    }

    /** Its pid. */
    public int pid() {
        return pid;
    }

    /** A page that it has, may read and may write, with known contents: its program's first bytes. */
    public PageRange page() {
        long address = Architecture.current().idleAddress();
        return new PageRange(address, address + Architecture.current().pageSize());
    }

    /** Ends it, and waits until it has. The kernel has it end after those of its threads that the caller traces. */
    @Override
    public void close() {
        Native.C.kill(pid, SIGKILL);
        while (!isReaped(pid)) {
            String[] threads = new File("/proc/" + pid + "/task").list();
            for (String thread : threads == null ? new String[0] : threads) {
                isReaped(Integer.parseInt(thread));
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static boolean isReaped(int task) {
        return Native.C.waitpid(task, 0, WAIT_ALL | WAIT_NOT) == -1
                && !Native.errno().equals(Errno.EINTR);
    }
}
