package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import jnr.ffi.Pointer;

/** Looks at what is in a pipe, and leaves it there (tee(2)). */
public final class PipeContents {
    private static final int POLLERR = 8;
    private static final int POLLHUP = 16;
    private static final int NO_WAIT = 2; // SPLICE_F_NONBLOCK
    private static final int SET_PIPE_SIZE = 1031;
    private static final int O_CLOEXEC_NONBLOCK = 0_2004000;

    private PipeContents() {}

    /**
     * All of it.
     *
     * @param reading an end to read from; nothing is taken out
     */
    public static byte[] of(OpenFile reading) {
        int size = new FileControl(reading).pipeSize();
        Pointer ends = Native.allocate(2 * Integer.BYTES);
        Native.require(Native.call(number(Call.PIPE2), ends.address(), O_CLOEXEC_NONBLOCK), "pipe2");
        try (OpenFile reads = OpenFile.of(ends.getInt(0));
                OpenFile writes = OpenFile.of(ends.getInt(4))) {
            Native.require(Native.call(number(Call.FCNTL), writes.number(), SET_PIPE_SIZE, size), "fcntl");
            long copied = Native.call(number(Call.TEE), reading.number(), writes.number(), size, NO_WAIT);
            if (copied == -1 && Native.errno().equals(Errno.EAGAIN)) {
                return new byte[0];
            }
            return read(reads, (int) Native.require(copied, "tee"));
        }
    }

    /**
     * Whether somebody has the other end, ourselves among them.
     *
     * @param end to read from or to write to, not both
     */
    public static boolean hasOtherEnd(OpenFile end) {
        Pointer poll = Native.allocate(2 * Integer.BYTES);
        poll.putInt(0, end.number());
        poll.putInt(4, 0);
        Native.require(Native.C.poll(poll.address(), 1, 0), "poll of a pipe");
        return (poll.getInt(4) >> Short.SIZE & (POLLERR | POLLHUP)) == 0;
    }

    private static byte[] read(OpenFile pipe, int length) {
        Pointer memory = Native.allocate(Math.max(length, 1));
        int done = 0;
        while (done < length) {
            done += (int) Native.require(
                    Native.C.read(pipe.number(), memory.address() + done, length - done), "read of a pipe");
        }
        byte[] bytes = new byte[length];
        memory.get(0, bytes, 0, length);
        return bytes;
    }

    private static long number(Call call) {
        return Architecture.current().number(call);
    }
}
