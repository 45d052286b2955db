package io.sluice.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import jnr.ffi.Pointer;

/** Our ends of the two pipes to a task that serves calls. Used by one thread at a time. */
public final class RequestPipes implements AutoCloseable {
    private static final int REQUEST = 64;
    private static final short POLLIN = 1;
    private final OpenFile requests;
    private final OpenFile answers;
    private final Pointer memory = Native.allocate(REQUEST + Long.BYTES + Long.BYTES);

    /** Takes over the writing end of one and the reading end of the other. */
    public RequestPipes(OpenFile requests, OpenFile answers) {
        this.requests = requests;
        this.answers = answers;
    }

    /** Sends a call. */
    public void send(long number, long... arguments) {
        ByteBuffer request = ByteBuffer.allocate(REQUEST).order(ByteOrder.nativeOrder());
        request.putLong(number);
        for (long argument : arguments) {
            request.putLong(argument);
        }
        memory.put(0, request.array(), 0, REQUEST);
        Native.require(Native.C.write(requests.number(), memory.address(), REQUEST), "write of a request");
    }

    /**
     * Waits for an answer.
     *
     * @param millis how long
     * @return empty when there is none yet
     * @throws KernelException with {@link Errno#ESRCH} when the task is gone
     */
    public Optional<Long> answer(int millis) {
        if (!ready(millis)) {
            return Optional.empty();
        }
        long read = Native.C.read(answers.number(), memory.address() + REQUEST, Long.BYTES);
        if (Native.require(read, "read of an answer") != Long.BYTES) {
            throw new KernelException(Errno.ESRCH, "the shadow task");
        }
        return Optional.of(memory.getLong(REQUEST));
    }

    private boolean ready(int millis) {
        Pointer poll = memory.slice(REQUEST + Long.BYTES, Long.BYTES);
        poll.putInt(0, answers.number());
        poll.putInt(4, POLLIN);
        int ready = Native.C.poll(poll.address(), 1, millis);
        if (ready == -1 && Native.errno().equals(Errno.EINTR)) {
            return false;
        }
        return Native.require(ready, "poll of answers") > 0;
    }

    /** The task reads the end of its requests, and leaves. */
    @Override
    public void close() {
        requests.close();
        answers.close();
    }
}
