package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import jnr.ffi.Pointer;

/** Whether a ring of asynchronous I/O can be moved, and is known where it is then: so a restore puts it where it was. */
final class RingTrial {
    private static final int HEADER = 32;
    private static final int EVENT = 32;
    private static final int EVENTS_AT = 4;
    private static final int MAY_MOVE_TO = 1 | 2; // mremap(2), MREMAP_MAYMOVE and MREMAP_FIXED

    private RingTrial() {}

    /** Sets one up in this process, moves it, and takes it down by its new address. */
    static String run() {
        Pointer context = Native.allocate(Long.BYTES);
        call("io_setup", Call.IO_SETUP, 1, context.address());
        long ring = context.getLong(0);
        long bytes = bytes(Native.at(ring, HEADER));
        long place = OwnMemory.reserve(bytes);
        call("mremap of a ring", Call.MREMAP, ring, bytes, bytes, MAY_MOVE_TO, place);
        call("io_destroy of a ring that was moved", Call.IO_DESTROY, place);
        return "a ring was moved, and taken down where it was then";
    }

    private static long bytes(Pointer header) {
        int page = Architecture.current().pageSize();
        long length = HEADER + (long) EVENT * header.getInt(EVENTS_AT);
        return (length + page - 1) / page * page;
    }

    private static void call(String what, Call call, long... arguments) {
        Native.require(Native.call(Architecture.current().number(call), arguments), what);
    }
}
