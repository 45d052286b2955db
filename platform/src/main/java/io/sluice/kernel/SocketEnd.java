package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import io.sluice.spi.memory.Descriptor;
import java.lang.ref.Reference;
import jnr.ffi.Pointer;

/**
 * One end of a pair of sockets, over which open files are given away (unix(7), cmsg(3)): the other end's task needs no
 * rights over us. Used by one thread at a time.
 */
public final class SocketEnd implements AutoCloseable {
    /** The length of a message of one byte that carries one file, with all that tells of it. */
    public static final int MESSAGE_BYTES = 112;

    private static final long SENDMSG = Architecture.current().number(Call.SENDMSG);
    private static final int VECTOR = 56;
    private static final int CONTROL = 72;
    private static final int CONTROL_BYTES = 24;
    private static final int CONTROL_LENGTH = 20;
    private static final int PAYLOAD = 96;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private final OpenFile end;

    /** Takes it over. */
    public SocketEnd(OpenFile end) {
        this.end = end;
    }

    /** Sends a file; the receiver gets one of its own. */
    public void give(Descriptor file) {
        Pointer message = Native.allocate(MESSAGE_BYTES);
        long[] words = message(message.address());
        message.put(0, words, 0, words.length);
        message.putInt(CONTROL + 16, file.number());
        try {
            Native.require(Native.call(SENDMSG, end.number(), message.address(), 0), "sendmsg");
        } finally {
            Reference.reachabilityFence(message);
        }
    }

    /** The message as it stands at an address, ready to be sent or received; the file's number is {@link #received}. */
    public static long[] message(long address) {
        long[] words = new long[MESSAGE_BYTES / Long.BYTES];
        words[2] = address + VECTOR;
        words[3] = 1;
        words[4] = address + CONTROL;
        words[5] = CONTROL_BYTES;
        words[VECTOR / Long.BYTES] = address + PAYLOAD;
        words[VECTOR / Long.BYTES + 1] = 1;
        words[CONTROL / Long.BYTES] = CONTROL_LENGTH;
        words[CONTROL / Long.BYTES + 1] = (long) SCM_RIGHTS << Integer.SIZE | SOL_SOCKET;
        return words;
    }

    /** Where in a received message the number of the file is, an int. */
    public static long received(long address) {
        return address + CONTROL + 16;
    }

    @Override
    public void close() {
        end.close();
    }
}
