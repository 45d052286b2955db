package io.sluice.trace.machine;

import java.util.Arrays;
import java.util.List;

/** x86-64. */
final class X86_64Machine implements Machine {
    static final X86_64Machine INSTANCE = new X86_64Machine();
    private static final int LONGEST = 32;
    private static final int RETURN = 0xc3;
    private static final int XOR = 0x31;
    private static final int BOTH_REGISTERS = 0xc0;
    private final X86_64Stub stub = new X86_64Stub();

    private X86_64Machine() {}

    @Override
    public Registers registers(long[] words) {
        // A thread that runs code of 32 bits has fewer of them: of that one only this is known.
        return new X86_64Registers(Arrays.copyOf(words, X86_64Registers.WORDS));
    }

    @Override
    public int registerWords() {
        return X86_64Registers.WORDS;
    }

    @Override
    public Stub stub() {
        return stub;
    }

    /** Shadow stacks (the kernel's Documentation/arch/x86/shstk.rst). */
    @Override
    public boolean guardsReturns(String status) {
        return status.lines().anyMatch(line -> line.startsWith("x86_Thread_features:") && line.contains("shstk"));
    }

    /** Of its own calls the vdso returns at once, but for clearing registers that C says are lost. */
    @Override
    public int gadget(byte[] vdso) {
        for (int at = 0; at + LONGEST < vdso.length; at++) {
            if (vdso[at] == 0x0f && vdso[at + 1] == 0x05 && returns(vdso, at + 2)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean returns(byte[] code, int from) {
        int at = from;
        while (at < from + LONGEST) {
            int operation = Byte.toUnsignedInt(code[at]);
            if (operation == RETURN) {
                return true;
            }
            int prefix = (operation & 0xf0) == 0x40 ? 1 : 0;
            int registers = Byte.toUnsignedInt(code[at + prefix + 1]);
            boolean clears = Byte.toUnsignedInt(code[at + prefix]) == XOR
                    && (registers & BOTH_REGISTERS) == BOTH_REGISTERS
                    && !result(prefix == 1 ? operation : 0, registers);
            if (!clears) {
                return false;
            }
            at += prefix + 2;
        }
        return false;
    }

    /** Whether it is the result's register, rax, that is changed. */
    private static boolean result(int prefix, int registers) {
        return (registers & 7) == 0 && (prefix & 1) == 0;
    }

    /** For people who want to see what runs in their processes. */
    List<String> listing() {
        return stub.listing();
    }
}
