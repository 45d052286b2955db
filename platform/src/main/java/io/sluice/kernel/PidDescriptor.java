package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import jnr.ffi.Pointer;

/** A hold on one task, which is never another one with its pid (pidfd_open(2)). Usable from any thread. */
final class PidDescriptor implements AutoCloseable {
    private static final short POLLIN = 1;
    private static final ThreadLocal<Pointer> POLL = ThreadLocal.withInitial(() -> Native.allocate(8));
    private final OpenFile file;

    private PidDescriptor(OpenFile file) {
        this.file = file;
    }

    static PidDescriptor open(int pid) {
        long number = Native.call(Architecture.current().number(Call.PIDFD_OPEN), pid, 0);
        return new PidDescriptor(OpenFile.of(Native.require(number, "pidfd_open " + pid)));
    }

    /** Whether the task has not ended. */
    boolean alive() {
        Pointer poll = POLL.get();
        poll.putInt(0, file.number());
        poll.putInt(4, POLLIN);
        int ready = Native.C.poll(poll.address(), 1, 0);
        while (ready == -1 && Native.errno().equals(Errno.EINTR)) {
            ready = Native.C.poll(poll.address(), 1, 0);
        }
        return Native.require(ready, "poll of a pidfd") == 0;
    }

    @Override
    public void close() {
        file.close();
    }
}
