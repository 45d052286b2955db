package io.sluice.kernel;

import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import io.sluice.spi.memory.TaskMemory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The memory of one process, as the program that it ran when this was opened. When it dies, or executes another program,
 * or its number is given to another process, the answer is {@link Ending#GONE}, never that other memory.
 */
public final class ProcessMemory implements TaskMemory, AutoCloseable {
    private final int pid;
    private final KernelFile memory;
    private final Optional<ProcessDescriptor> process;

    private ProcessMemory(int pid, KernelFile memory, Optional<ProcessDescriptor> process) {
        this.pid = pid;
        this.memory = memory;
        this.process = process;
    }

    /**
     * Opens the memory of a process.
     *
     * @param pid the process; or, where its first thread has exited, the number of one that lives
     * @throws KernelException when there is no such process (ESRCH, ENOENT) or the kernel refuses (EPERM, EACCES)
     */
    public static ProcessMemory open(int pid) {
        Optional<ProcessDescriptor> process = ProcessDescriptor.open(pid);
        try {
            return new ProcessMemory(pid, KernelFile.open("/proc/" + pid + "/mem"), process);
        } catch (KernelException e) {
            process.ifPresent(ProcessDescriptor::close);
            throw e;
        }
    }

    @Override
    public ReadResult read(List<PageRange> ranges, ByteBuffer buffer) {
        int before = buffer.position();
        ReadResult result = new VectorRead(pid, ranges, buffer).run();
        if (result.bytes() > 0 && !stillThere(ranges.get(0).start())) {
            buffer.position(before); // it may be another's memory
            return new ReadResult(0, Ending.GONE);
        }
        return result;
    }

    /** A byte of /proc/PID/mem: end of file there means that the memory which was opened is no more (proc_pid_mem(5)). */
    private boolean stillThere(long address) {
        boolean emptied = memory.read(Scratch.ofThread().address(), 1, address) == 0;
        return !emptied && !(process.isPresent() && process.get().dead());
    }

    @Override
    public ReadResult readForced(PageRange range, ByteBuffer buffer) {
        long at = Kernel.address(buffer) + buffer.position();
        long length = Math.min(range.bytes(), buffer.remaining());
        long done = 0;
        Ending ending = Ending.COMPLETE;
        while (done < length && ending == Ending.COMPLETE) {
            long result = memory.read(at + done, length - done, range.start() + done);
            ending = ending(result);
            done += Math.max(result, 0);
        }
        buffer.position(buffer.position() + (int) done);
        return new ReadResult((int) done, done == length ? Ending.COMPLETE : ending);
    }

    private static Ending ending(long result) {
        if (result == 0) {
            return Ending.GONE;
        }
        return switch (Errno.of(result)) {
            case OK, EINTR -> Ending.COMPLETE;
            case EIO, EFAULT, ENXIO -> Ending.UNREADABLE;
            case EPERM, EACCES -> Ending.DENIED;
            case ESRCH -> Ending.GONE;
            default -> throw new KernelException("pread64 of a process's memory", result);
        };
    }

    @Override
    public void close() {
        memory.close();
        process.ifPresent(ProcessDescriptor::close);
    }
}
