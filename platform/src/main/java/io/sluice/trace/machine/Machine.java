package io.sluice.trace.machine;

/** All of the processor that tracing depends on. */
public interface Machine {

    /** The registers of a stopped thread, from the words that the kernel gave. */
    Registers registers(long[] words);

    /** How many words those are. */
    int registerWords();

    /** The code that is put into targets. */
    Stub stub();

    /**
     * The offset of a call instruction in a vdso behind which nothing happens but a return, which takes one word off the
     * stack; -1 when it has none.
     */
    int gadget(byte[] vdso);

    /**
     * Whether a return of a thread must go to where it was called from, by what its status file says.
     *
     * @param status the lines of proc_pid_status(5)
     */
    boolean guardsReturns(String status);

    /** That of this machine. */
    static Machine current() {
        return X86_64Machine.INSTANCE;
    }
}
