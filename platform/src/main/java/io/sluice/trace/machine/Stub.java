package io.sluice.trace.machine;

import java.util.List;

/**
 * The code that is put into a target for a while: one call that a borrowed thread makes, and the server of a shadow task.
 * It needs no memory but itself, and stands in a mapping that user space cannot write, so its words are filled from
 * outside.
 */
public interface Stub {
    /** Words of a borrowed thread: what it calls, and how it goes on afterwards by itself. */
    enum Word {
        /** Tells a stub of ours. */
        MAGIC,
        /** The thread of Sluice that put it there, and since when that runs, so that a dead one is known. */
        OWNER,
        OWNER_START,
        /** The thread that is borrowed, as Sluice numbers it; 0 when none is. */
        BORROWED,
        /** The shadow task, as Sluice numbers it, and its memory. */
        SHADOW,
        SCRATCH,
        /** Not 0: the shadow cleans the page behind it when it leaves. */
        CLEANS,
        /** The shadow's descriptor of itself, by which it cleans. */
        SELF,
        /** The place of the stack's last word, which is the address of {@link #GADGET}. */
        RETURN_SLOT,
        /** A call instruction of the vdso itself, with only a return behind it. */
        GADGET
    }

    /** All of it, with its words empty. */
    byte[] code();

    /** Where a borrowed thread enters it. */
    int entry();

    /** Where a shadow task makes one call, led by ptrace. */
    int lone();

    /** The same for mmap(2): what it answers is what the shadow gives back when it leaves. */
    int room();

    /** Where a shadow task makes many calls without a stop, and is stopped by making a child that ends by itself. */
    int listed();

    /** A list of such calls, a number and up to six arguments each, that is put where the shadow can read and write it. */
    byte[] list(List<long[]> calls);

    /** Where in the list the result of a call is, once it was made. */
    int resultAt(int index);

    /** From where on a borrowed thread may take signals: all of its registers are its own but those that it gets last. */
    int ending();

    /** What a shadow that leaves by itself, without cleaning, says with exit(2). */
    int endsAlone();

    /** Where a shadow task becomes a server. */
    int server();

    /** Where it leaves, after giving back its memory. */
    int leave();

    /** Where a word stands. */
    int word(Word word);

    /**
     * Where the state of a borrowed thread stands, and what is to be put there.
     *
     * @param registers as it is to go on
     * @param mask its signal mask
     */
    byte[] state(Registers registers, long mask, long number, long... arguments);

    /** Where {@link #state} goes. */
    int stateAt();

    /** What says which page the shadow cleans when it leaves: {@code address} is that of the page. */
    byte[] page(long address);

    /** Where {@link #page} goes. */
    int pageAt();

    /** The code in words, for people. */
    List<String> listing();
}
