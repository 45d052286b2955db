package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.nio.ByteBuffer;
import java.util.List;
import jnr.ffi.Pointer;

/**
 * The memory of one task, as the program that it executed when this was opened. When it ends, executes another program, or
 * its pid is given to another task, the answer is {@link Ending#GONE}, and never that other memory.
 */
public final class ProcessMemory implements TaskMemory, AutoCloseable {
    /** IOV_MAX: the most ranges of one call. */
    private static final int MOST_RANGES = 1024;

    private static final int IOVEC = 16;
    private static final long PROCESS_VM_READV = Architecture.current().number(Call.PROCESS_VM_READV);
    private static final ThreadLocal<Pointer> VECTORS =
            ThreadLocal.withInitial(() -> Native.allocate((MOST_RANGES + 1) * IOVEC));
    private static final ThreadLocal<Pointer> BYTE = ThreadLocal.withInitial(() -> Native.allocate(1));

    private final int pid;
    private final PidDescriptor life;
    private final OpenFile memory;

    private ProcessMemory(int pid, PidDescriptor life, OpenFile memory) {
        this.pid = pid;
        this.life = life;
        this.memory = memory;
    }

    /**
     * Opens the memory of a task.
     *
     * @param pid its pid; or, where its first thread has exited, the number of a thread that lives
     * @throws KernelException with {@link Errno#ESRCH} or {@link Errno#ENOENT} when it is gone, {@link Errno#EACCES} or
     *     {@link Errno#EPERM} without the rights
     */
    public static ProcessMemory open(int pid) {
        PidDescriptor life = PidDescriptor.open(pid);
        try {
            return new ProcessMemory(pid, life, OpenFile.read("/proc/" + pid + "/mem"));
        } catch (KernelException e) {
            life.close();
            throw e;
        }
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        int before = buffer.position();
        ReadResult result = readAll(ranges, buffer);
        if (result.bytes() > 0 && !unchanged(ranges.get(0).start())) {
            buffer.position(before);
            return new ReadResult(0, Ending.GONE);
        }
        return result;
    }

    /**
     * Asked after reading, since process_vm_readv goes by the pid alone. The file of the memory is bound to the program
     * that it was opened for, and is at its end when that is gone (proc_pid_mem(5)).
     */
    private boolean unchanged(long address) {
        return life.alive() && Native.C.pread(memory.number(), BYTE.get().address(), 1, address) != 0;
    }

    private ReadResult readAll(List<PageRange> ranges, ByteBuffer buffer) {
        int done = 0;
        for (int from = 0; from < ranges.size(); from += MOST_RANGES) {
            List<PageRange> part = ranges.subList(from, Math.min(ranges.size(), from + MOST_RANGES));
            ReadResult result = readPart(part, buffer);
            done += result.bytes();
            if (result.ending() != Ending.COMPLETE) {
                return new ReadResult(done, result.ending());
            }
        }
        return new ReadResult(done, Ending.COMPLETE);
    }

    private ReadResult readPart(List<PageRange> ranges, ByteBuffer buffer) {
        Pointer vectors = VECTORS.get();
        long wanted = 0;
        for (int i = 0; i < ranges.size(); i++) {
            vectors.putLong((i + 1L) * IOVEC, ranges.get(i).start());
            vectors.putLong((i + 1L) * IOVEC + 8, ranges.get(i).bytes());
            wanted += ranges.get(i).bytes();
        }
        OwnMemory.requireRoom(buffer, wanted);
        vectors.putLong(0, Native.address(buffer) + buffer.position());
        vectors.putLong(8, wanted);
        long read = Native.C.syscall(
                PROCESS_VM_READV, pid, vectors.address(), 1, vectors.address() + IOVEC, ranges.size(), 0);
        return result(read, wanted, buffer);
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        if (!life.alive()) {
            return new ReadResult(0, Ending.GONE);
        }
        OwnMemory.requireRoom(buffer, range.bytes());
        long address = Native.address(buffer) + buffer.position();
        long read = Native.C.pread(memory.number(), address, range.bytes(), range.start());
        // The end of the file is the end of the task: its address space is gone.
        return read == 0 ? new ReadResult(0, Ending.GONE) : result(read, range.bytes(), buffer);
    }

    private static ReadResult result(long read, long wanted, ByteBuffer buffer) {
        if (read == -1) {
            return new ReadResult(0, ending(Native.errno()));
        }
        buffer.position(buffer.position() + (int) read);
        return new ReadResult((int) read, read == wanted ? Ending.COMPLETE : Ending.UNREADABLE);
    }

    private static Ending ending(Errno errno) {
        if (errno.equals(Errno.EFAULT) || errno.equals(Errno.EIO)) {
            return Ending.UNREADABLE;
        }
        return errno.equals(Errno.ESRCH) ? Ending.GONE : Ending.DENIED;
    }

    /** Whether the task still lives. */
    public boolean alive() {
        return life.alive();
    }

    @Override
    public void close() {
        memory.close();
        life.close();
    }
}
