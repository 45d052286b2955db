package io.sluice.trace.machine;

import static io.sluice.trace.machine.Register.R10;
import static io.sluice.trace.machine.Register.R11;
import static io.sluice.trace.machine.Register.R12;
import static io.sluice.trace.machine.Register.R13;
import static io.sluice.trace.machine.Register.R14;
import static io.sluice.trace.machine.Register.R8;
import static io.sluice.trace.machine.Register.R9;
import static io.sluice.trace.machine.Register.RAX;
import static io.sluice.trace.machine.Register.RBX;
import static io.sluice.trace.machine.Register.RCX;
import static io.sluice.trace.machine.Register.RDI;
import static io.sluice.trace.machine.Register.RDX;
import static io.sluice.trace.machine.Register.RSI;
import static io.sluice.trace.machine.Register.RSP;

import io.sluice.trace.machine.Assembler.Condition;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The stub for x86-64. Numbers of calls are from syscalls(2). */
final class X86_64Stub implements Stub {
    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int MUNMAP = 11;
    private static final int RT_SIGPROCMASK = 14;
    private static final int CLONE = 56;
    private static final int EXIT = 60;
    private static final int ENDS_ALONE = 83;
    private static final int PROCESS_MADVISE = 440;
    private static final int DONTNEED = 4;
    private static final int SET_MASK = 2;
    private static final int MASK_BYTES = 8;
    private static final int REQUEST = 64;
    private static final int RESULT_AT = 56;
    /** A request that is one of many: whether it is one at all, then as any other. */
    private static final int LISTED = Long.BYTES + REQUEST;
    /** CLONE_VM, CLONE_SIGHAND, CLONE_THREAD (clone(2)), and the table of descriptors. */
    private static final int THREAD = 0x100 | 0x400 | 0x800 | 0x10000;

    private static final Register[] ARGUMENTS = {RDI, RSI, RDX, R10, R8, R9};
    private static final String[] BACK = {"rdi", "rsi", "rdx", "r10", "r8", "r9", "rcx", "r11", "rax", "rip", "rbx"};
    private static final MachineCode CODE = write();

    static int everySignal() {
        return CODE.at("every signal");
    }

    private static MachineCode write() {
        Assembler code = new Assembler();
        writeBorrowed(code);
        writeShadow(code);
        writeServer(code);
        writeLeaving(code);
        writeWords(code);
        return code.assemble();
    }

    /**
     * A thread of the target comes here to block its signals, makes one call, and goes back by itself to where it was,
     * whether or not anybody still leads it. Its stack is not touched. Once its signals are let in again, from "ending" on,
     * no instruction may change the flags, or use a stack pointer that is not its own. Whether it makes a child is told in
     * rbx: a child looks at no word that somebody else may be writing.
     */
    private static void writeBorrowed(Assembler code) {
        code.label("entry").call();
        code.load(RAX, "number");
        for (int i = 0; i < ARGUMENTS.length; i++) {
            code.load(ARGUMENTS[i], "argument " + i);
        }
        code.call().test(RAX).jump(Condition.NOT_EQUAL, "back");
        code.test(RBX).jump(Condition.NOT_EQUAL, "gone");
        code.label("back").address(RSP, "flags").popFlags().load(RSP, "rsp").load(RBX, "rbx");
        code.label("ending")
                .move(RAX, RT_SIGPROCMASK)
                .move(RDI, SET_MASK)
                .address(RSI, "mask")
                .move(RDX, 0)
                .move(R10, MASK_BYTES);
        code.call();
        code.load(RDI, "rdi")
                .load(RSI, "rsi")
                .load(RDX, "rdx")
                .load(R10, "r10")
                .load(R8, "r8")
                .load(R9, "r9");
        code.load(RCX, "rcx").load(R11, "r11").load(RAX, "rax").jumpTo("rip");
    }

    /**
     * A child of that call whom nobody leads ends at once; led, it makes call after call here. The call that answers its
     * memory has a place of its own, from where it knows what it has to give back.
     *
     * <p>From "listed" on it makes all calls of a list, at r12, without a stop. Then it makes a thread that ends at once: by
     * that whoever leads it learns that it is done.
     */
    private static void writeShadow(Assembler code) {
        code.label("listed").load(RAX, R12, 0).test(RAX).jump(Condition.EQUAL, "done");
        code.load(RAX, R12, Long.BYTES);
        for (int i = 0; i < ARGUMENTS.length; i++) {
            code.load(ARGUMENTS[i], R12, (i + 2) * Long.BYTES);
        }
        code.call()
                .store(R12, Long.BYTES + RESULT_AT, RAX)
                .address(R12, R12, LISTED)
                .jump("listed");
        code.label("done")
                .move(RDI, THREAD)
                .move(RSI, 0)
                .move(RDX, 0)
                .move(R10, 0)
                .move(R8, 0);
        code.move(RAX, CLONE).call().test(RAX).jump(Condition.NOT_EQUAL, "leave");
        code.label("gone").move(RDI, ENDS_ALONE).move(RAX, EXIT).call();
        code.label("lone").call().jump("leave");
        code.label("room").call().move(R13, RAX).jump("leave");
    }

    /** Reads requests, a number and six arguments each, from rbx, and writes results to r12. r13 is its memory. */
    private static void writeServer(Assembler code) {
        code.label("server")
                .move(RDI, RBX)
                .move(RSI, R13)
                .move(RDX, REQUEST)
                .move(RAX, READ)
                .call();
        code.compare(RAX, REQUEST).jump(Condition.NOT_EQUAL, "leave");
        code.load(RAX, R13, 0);
        for (int i = 0; i < ARGUMENTS.length; i++) {
            code.load(ARGUMENTS[i], R13, (i + 1) * Long.BYTES);
        }
        code.call().store(R13, RESULT_AT, RAX);
        code.move(RDI, R12)
                .address(RSI, R13, RESULT_AT)
                .move(RDX, Long.BYTES)
                .move(RAX, WRITE)
                .call();
        code.compare(RAX, Long.BYTES).jump(Condition.EQUAL, "server");
    }

    /**
     * Gives back its memory of r14 bytes, and the page that this stands in. That call must be made outside of it: by the
     * vdso's own instruction. It answers the length that it was told, which is the number of exit, so that the return
     * behind it leads once more to the same instruction, and ends the task (process_madvise(2) on oneself, Linux 6.13).
     */
    private static void writeLeaving(Assembler code) {
        code.label("leave").test(R14).jump(Condition.EQUAL, "left");
        code.move(RDI, R13).move(RSI, R14).move(RAX, MUNMAP).call();
        code.label("left").load(RCX, "CLEANS").test(RCX).jump(Condition.EQUAL, "gone");
        code.load(RSP, "RETURN_SLOT").load(RDI, "SELF").address(RSI, "page").move(RDX, 1);
        code.move(R10, DONTNEED).move(R8, 0).move(RAX, PROCESS_MADVISE).jumpTo("GADGET");
    }

    private static void writeWords(Assembler code) {
        code.words("every signal", 1).words("page", 2);
        for (Word word : Word.values()) {
            code.words(word.name(), 1);
        }
        code.words("number", 1);
        for (int i = 0; i < ARGUMENTS.length; i++) {
            code.words("argument " + i, 1);
        }
        code.words("mask", 1).words("flags", 1).words("rsp", 1);
        for (String register : BACK) {
            code.words(register, 1);
        }
    }

    @Override
    public byte[] code() {
        byte[] bytes = CODE.bytes();
        Arrays.fill(bytes, everySignal(), everySignal() + Long.BYTES, (byte) 0xff);
        return bytes;
    }

    @Override
    public byte[] page(long address) {
        return words(address, EXIT);
    }

    @Override
    public int pageAt() {
        return CODE.at("page");
    }

    @Override
    public int entry() {
        return CODE.at("entry");
    }

    @Override
    public int lone() {
        return CODE.at("lone");
    }

    @Override
    public int room() {
        return CODE.at("room");
    }

    @Override
    public int listed() {
        return CODE.at("listed");
    }

    @Override
    public byte[] list(List<long[]> calls) {
        long[] words = new long[calls.size() * LISTED / Long.BYTES + 1];
        int at = 0;
        for (long[] call : calls) {
            words[at] = 1;
            System.arraycopy(call, 0, words, at + 1, call.length);
            at += LISTED / Long.BYTES;
        }
        return words(words);
    }

    @Override
    public int resultAt(int index) {
        return index * LISTED + Long.BYTES + RESULT_AT;
    }

    @Override
    public int ending() {
        return CODE.at("ending");
    }

    @Override
    public int server() {
        return CODE.at("server");
    }

    @Override
    public int leave() {
        return CODE.at("leave");
    }

    @Override
    public int endsAlone() {
        return ENDS_ALONE;
    }

    @Override
    public int word(Word word) {
        return CODE.at(word.name());
    }

    @Override
    public int stateAt() {
        return CODE.at("number");
    }

    @Override
    public byte[] state(Registers registers, long mask, long number, long... arguments) {
        X86_64Registers back = (X86_64Registers) registers;
        long[] state = new long[1 + ARGUMENTS.length + 3 + BACK.length];
        state[0] = number;
        System.arraycopy(arguments, 0, state, 1, arguments.length);
        int at = 1 + ARGUMENTS.length;
        state[at++] = mask;
        state[at++] = back.word(X86_64Registers.FLAGS);
        state[at++] = back.word(X86_64Registers.RSP);
        for (int register : List.of(
                X86_64Registers.RDI,
                X86_64Registers.RSI,
                X86_64Registers.RDX,
                X86_64Registers.R10,
                X86_64Registers.R8,
                X86_64Registers.R9,
                X86_64Registers.RCX,
                X86_64Registers.R11,
                X86_64Registers.RAX,
                X86_64Registers.RIP,
                X86_64Registers.RBX)) {
            state[at++] = back.word(register);
        }
        return words(state);
    }

    private static byte[] words(long... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : words) {
            bytes.putLong(word);
        }
        return bytes.array();
    }

    @Override
    public List<String> listing() {
        return CODE.listing();
    }
}
