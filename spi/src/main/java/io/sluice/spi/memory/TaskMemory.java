package io.sluice.spi.memory;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The memory of one task, or one shared segment, read while it lives on. Usable from any thread, also from several at a
 * time with buffers of their own.
 *
 * <p>Nothing here stops, changes or waits for the task. What is read of a running task is of no single instant.
 */
public interface TaskMemory {

    /**
     * Copies ranges, one after the other, to the buffer's position on, and moves the position by what was copied. It is
     * the fastest way, and honours the protection of the mapping (process_vm_readv(2)).
     *
     * @param ranges ascending
     * @param buffer direct, with at least as much remaining as the ranges are long
     */
    ReadResult read(List<PageRange> ranges, ByteBuffer buffer);

    /**
     * As {@link #read}, one range, but of private memory that its mapping forbids to read too (/proc/PID/mem,
     * proc_pid_mem(5)). About half as fast.
     */
    ReadResult readForced(PageRange range, ByteBuffer buffer);
}
