package io.sluice.trace.machine;

import java.util.Arrays;

/** user_regs_struct of x86-64 (sys/user.h). */
final class X86_64Registers implements Registers {
    static final int WORDS = 27;
    static final int R14 = 1;
    static final int R13 = 2;
    static final int R12 = 3;
    static final int RBX = 5;
    static final int R11 = 6;
    static final int R10 = 7;
    static final int R9 = 8;
    static final int R8 = 9;
    static final int RAX = 10;
    static final int RCX = 11;
    static final int RDX = 12;
    static final int RSI = 13;
    static final int RDI = 14;
    private static final int CALL = 15;
    static final int RIP = 16;
    private static final int CODE_SEGMENT = 17;
    static final int FLAGS = 18;
    static final int RSP = 19;
    private static final int[] ARGUMENTS = {RDI, RSI, RDX, R10, R8, R9};
    private static final long NATIVE = 0x33;
    private static final int INSTRUCTION_BYTES = 2;
    private static final int RESTART_SYSCALL = 219;
    private static final int SET_MASK = 2;
    private static final int MASK_BYTES = 8;
    private static final int RT_SIGPROCMASK = 14;

    /** What the kernel leaves in the result of a call that it will begin anew, in its include/linux/errno.h. */
    private static final int RESTART = -512;

    private static final int RESTART_ALWAYS = -513;
    private static final int RESTART_WITHOUT_HANDLER = -514;
    private static final int RESTART_BLOCK = -516;
    private static final int INTERRUPTED = -4;
    private final long[] words;

    X86_64Registers(long[] words) {
        if (words.length != WORDS) {
            throw new IllegalArgumentException(words.length + " words");
        }
        this.words = words.clone();
    }

    @Override
    public long[] words() {
        return words.clone();
    }

    long word(int index) {
        return words[index];
    }

    @Override
    public long instruction() {
        return words[RIP];
    }

    @Override
    public long stackPointer() {
        return words[RSP];
    }

    @Override
    public long result() {
        return words[RAX];
    }

    @Override
    public boolean isNative() {
        return words[CODE_SEGMENT] == NATIVE;
    }

    @Override
    public Registers settled() {
        long[] next = words();
        if (words[CALL] >= 0) {
            long result = words[RAX];
            if (result == RESTART || result == RESTART_ALWAYS || result == RESTART_WITHOUT_HANDLER) {
                next[RAX] = words[CALL];
                next[RIP] -= INSTRUCTION_BYTES;
            } else if (result == RESTART_BLOCK) {
                next[RAX] = RESTART_SYSCALL;
                next[RIP] -= INSTRUCTION_BYTES;
            }
        }
        next[CALL] = -1;
        return new X86_64Registers(next);
    }

    @Override
    public Registers taken() {
        if (words[CALL] >= 0 && words[RAX] == RESTART_BLOCK) {
            long[] next = words();
            next[RAX] = INTERRUPTED;
            return new X86_64Registers(next);
        }
        X86_64Registers settled = (X86_64Registers) settled();
        settled.words[CALL] = words[CALL];
        return settled;
    }

    @Override
    public X86_64Registers at(long instruction) {
        long[] next = words();
        next[RIP] = instruction;
        return new X86_64Registers(next);
    }

    @Override
    public Registers entering(long stub, boolean makesChild) {
        X86_64Registers next = calling(stub, RT_SIGPROCMASK, SET_MASK, stub + X86_64Stub.everySignal(), 0, MASK_BYTES);
        next.words[RBX] = makesChild ? 1 : 0;
        return next;
    }

    @Override
    public X86_64Registers calling(long instruction, long number, long... arguments) {
        long[] next = words();
        long[] all = Arrays.copyOf(arguments, ARGUMENTS.length);
        for (int i = 0; i < ARGUMENTS.length; i++) {
            next[ARGUMENTS[i]] = all[i];
        }
        next[RAX] = number;
        next[CALL] = -1;
        next[RIP] = instruction;
        return new X86_64Registers(next);
    }

    @Override
    public Registers serving(long instruction, int requests, long answers, long scratch, long scratchBytes) {
        long[] next = words();
        next[RBX] = requests;
        next[R12] = answers;
        next[R13] = scratch;
        next[R14] = scratchBytes;
        next[CALL] = -1;
        next[RIP] = instruction;
        return new X86_64Registers(next);
    }
}
