package io.sluice.trace.machine;

import java.util.Locale;

/** The general registers of x86-64, with their numbers. */
enum Register {
    RAX(0),
    RCX(1),
    RDX(2),
    RBX(3),
    RSP(4),
    RBP(5),
    RSI(6),
    RDI(7),
    R8(8),
    R9(9),
    R10(10),
    R11(11),
    R12(12),
    R13(13),
    R14(14),
    R15(15);

    private final int number;

    Register(int number) {
        this.number = number;
    }

    /** The three bits that an instruction's own byte has. */
    int low() {
        return number & 7;
    }

    /** The fourth bit, which the prefix has. */
    int high() {
        return number >> 3;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
