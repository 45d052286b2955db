package io.sluice.kernel;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/**
 * A task's private memory, read and written whatever its mappings allow (proc_pid_mem(5)). It stays that of the program that
 * ran when this was opened. Usable from any thread.
 */
public final class ForcedMemory implements AutoCloseable {
    private static final int READ_WRITE = 2 | 0_2000000;
    private final OpenFile file;

    private ForcedMemory(OpenFile file) {
        this.file = file;
    }

    /**
     * Opens that of a task.
     *
     * @throws KernelException when it is gone, or without the right to trace it
     */
    public static ForcedMemory open(int pid) {
        String path = "/proc/" + pid + "/mem";
        return new ForcedMemory(OpenFile.of(Native.require(Native.C.open(path, READ_WRITE, 0), "open " + path)));
    }

    /**
     * Reads.
     *
     * @throws KernelException when not all of it is mapped; with {@link Errno#ESRCH} when the program is gone
     */
    public byte[] read(long address, int bytes) {
        Pointer memory = Native.allocate(bytes);
        require(Native.C.pread(file.number(), memory.address(), bytes, address), bytes, "read");
        byte[] read = new byte[bytes];
        memory.get(0, read, 0, bytes);
        return read;
    }

    /** Reads one word of eight bytes. */
    public long word(long address) {
        return ByteBuffer.wrap(read(address, Long.BYTES))
                .order(ByteOrder.nativeOrder())
                .getLong();
    }

    /**
     * Writes.
     *
     * @throws KernelException as {@link #read}
     */
    public void write(long address, byte[] bytes) {
        Pointer memory = Native.allocate(bytes.length);
        memory.put(0, bytes, 0, bytes.length);
        try {
            require(Native.C.pwrite(file.number(), memory.address(), bytes.length, address), bytes.length, "write");
        } finally {
            // Else it may be freed before the kernel has read it: the task would get what lies there then.
            Reference.reachabilityFence(memory);
        }
    }

    /** Writes words of eight bytes. */
    public void write(long address, long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.nativeOrder());
        for (long word : words) {
            bytes.putLong(word);
        }
        write(address, bytes.array());
    }

    private static void require(long done, int wanted, String call) {
        if (done == 0 && wanted > 0) {
            throw new KernelException(Errno.ESRCH, call + " of a task's memory");
        }
        if (Native.require(done, call + " of a task's memory") != wanted) {
            throw new KernelException(Errno.EIO, call + " of a task's memory");
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
