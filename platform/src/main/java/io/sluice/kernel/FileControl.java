package io.sluice.kernel;

import io.sluice.kernel.Architecture.Call;
import jnr.ffi.Pointer;

/** What fcntl(2) tells of an open file that we share with a task. Usable from any thread; does not own the file. */
public final class FileControl {
    private static final int GET_SIGNAL = 10 + 1;
    private static final int GET_OWNER = 16;
    private static final int GET_OWNER_USERS = 17;
    private static final int GET_PIPE_SIZE = 1032;
    private static final int GET_SEALS = 1034;
    private static final long FCNTL = Architecture.current().number(Call.FCNTL);
    private final OpenFile file;

    /** @param file stays open meanwhile */
    public FileControl(OpenFile file) {
        this.file = file;
    }

    /**
     * Who gets a signal when something can be read or written.
     *
     * @param type 0 for a thread, 1 for a process, 2 for a group
     * @param id its number, as Sluice sees it; 0 for nobody
     * @param signal which signal; 0 for SIGIO
     * @param user the real user who asked for that
     * @param effectiveUser the effective one
     */
    public record Owner(int type, int id, int signal, int user, int effectiveUser) {}

    /** Who gets a signal. */
    public Owner owner() {
        Pointer words = Native.allocate(16);
        require(Native.call(FCNTL, file.number(), GET_OWNER, words.address()));
        int signal = (int) require(Native.call(FCNTL, file.number(), GET_SIGNAL));
        int id = words.getInt(4);
        if (id == 0) {
            return new Owner(0, 0, signal, 0, 0);
        }
        require(Native.call(FCNTL, file.number(), GET_OWNER_USERS, words.address() + 8));
        return new Owner(words.getInt(0), id, signal, words.getInt(8), words.getInt(12));
    }

    /** How many bytes a pipe holds at the most (pipe(7)). */
    public int pipeSize() {
        return (int) require(Native.call(FCNTL, file.number(), GET_PIPE_SIZE));
    }

    /** What may no longer be done to a file of memory (fcntl(2), F_GET_SEALS). */
    public int seals() {
        return (int) require(Native.call(FCNTL, file.number(), GET_SEALS));
    }

    private static long require(long answer) {
        return Native.require(answer, "fcntl");
    }
}
