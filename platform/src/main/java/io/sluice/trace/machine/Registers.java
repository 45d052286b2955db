package io.sluice.trace.machine;

/** The general registers of a stopped thread; immutable. */
public interface Registers {

    /** As the kernel has them. */
    long[] words();

    /** Where it goes on. */
    long instruction();

    /** Where its stack ends. */
    long stackPointer();

    /** What its last call answered. */
    long result();

    /** Whether it runs the programs of this architecture, and not those of an older one. */
    boolean isNative();

    /**
     * The same thread, out of the call that the stop interrupted: a call that the kernel would begin anew, it begins anew
     * by itself (signal(7), restart_syscall(2)).
     */
    Registers settled();

    /**
     * The same thread as an image has it, to go on in another process: as {@link #settled}, but a call that only this
     * thread can go on with (restart_syscall(2)) answers that it was interrupted, as signal(7) allows.
     */
    Registers taken();

    /** The same thread, going on elsewhere. */
    Registers at(long instruction);

    /**
     * The same thread about to block every signal, as {@link Stub#entry} wants it.
     *
     * @param stub where that begins
     * @param makesChild whether its call makes a child, that must not go on like its parent
     */
    Registers entering(long stub, boolean makesChild);

    /** The same thread about to make a call. */
    Registers calling(long instruction, long number, long... arguments);

    /**
     * A shadow task about to serve.
     *
     * @param requests where requests come from: a descriptor
     * @param answers where answers go: a descriptor; or where a list of calls is
     */
    Registers serving(long instruction, int requests, long answers, long scratch, long scratchBytes);
}
