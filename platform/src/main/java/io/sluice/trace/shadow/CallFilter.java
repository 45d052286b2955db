package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One filter of a thread's calls, run here to foresee what it would answer (seccomp(2), linux/filter.h). */
final class CallFilter {
    private static final int RECORD_BYTES = 64;
    private static final int WORDS = 16;
    private static final int CLASS = 7;
    private static final int LOAD = 0;
    private static final int LOAD_INDEX = 1;
    private static final int STORE = 2;
    private static final int STORE_INDEX = 3;
    private static final int ALU = 4;
    private static final int JUMP = 5;
    private static final int RETURN = 6;
    private static final int FROM_INDEX = 8;
    private static final int MODE = 0xe0;
    private static final int IMMEDIATE = 0;
    private static final int ABSOLUTE = 0x20;
    private static final int MEMORY = 0x60;
    private static final int OPERATION = 0xf0;
    private static final int ACCUMULATOR = 0x10;
    private static final int TO_ACCUMULATOR = 0x80;

    private final long[] program;

    /** @param program an instruction a word: 16 bits of code, 8 each of two jumps, 32 of a number */
    CallFilter(long[] program) {
        this.program = program.clone();
    }

    /** The state of a run. */
    private static final class Run {
        private final ByteBuffer record;
        private final int[] memory = new int[WORDS];
        private int accumulator;
        private int index;
        private int next;

        Run(ByteBuffer record) {
            this.record = record;
        }
    }

    /**
     * What it answers to a call: an action, and its data in the lower 16 bits.
     *
     * @param instruction from where it is made
     */
    int answer(long instruction, long number, long... arguments) {
        ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES).order(ByteOrder.nativeOrder());
        record.putInt((int) number).putInt(Architecture.current().auditNumber()).putLong(instruction);
        for (long argument : arguments) {
            record.putLong(argument);
        }
        Run run = new Run(record);
        while (true) {
            long word = program[run.next++];
            int code = (int) word & 0xffff;
            int number32 = (int) (word >>> 32);
            if ((code & CLASS) == RETURN) {
                return (code & 0x18) == ACCUMULATOR ? run.accumulator : number32;
            }
            step(run, code, number32, word);
        }
    }

    private static void step(Run run, int code, int number, long word) {
        switch (code & CLASS) {
            case LOAD -> run.accumulator = load(run, code, number);
            case LOAD_INDEX -> run.index = load(run, code, number);
            case STORE -> run.memory[number] = run.accumulator;
            case STORE_INDEX -> run.memory[number] = run.index;
            case ALU -> run.accumulator = calculate(code, run.accumulator, operand(run, code, number));
            case JUMP -> run.next += jump(run, code, number, word);
            default -> move(run, code);
        }
    }

    private static int load(Run run, int code, int number) {
        return switch (code & MODE) {
            case IMMEDIATE -> number;
            case ABSOLUTE -> run.record.getInt(number);
            case MEMORY -> run.memory[number];
            default -> RECORD_BYTES; // the length of the record
        };
    }

    private static void move(Run run, int code) {
        if ((code & 0xf8) == TO_ACCUMULATOR) {
            run.accumulator = run.index;
        } else {
            run.index = run.accumulator;
        }
    }

    private static int operand(Run run, int code, int number) {
        return (code & FROM_INDEX) == 0 ? number : run.index;
    }

    private static int calculate(int code, int left, int right) {
        return switch (code & OPERATION) {
            case 0x00 -> left + right;
            case 0x10 -> left - right;
            case 0x20 -> left * right;
            case 0x30 -> right == 0 ? 0 : Integer.divideUnsigned(left, right);
            case 0x40 -> left | right;
            case 0x50 -> left & right;
            case 0x60 -> left << right;
            case 0x70 -> left >>> right;
            case 0x80 -> -left;
            default -> left ^ right;
        };
    }

    private static int jump(Run run, int code, int number, long word) {
        int right = operand(run, code, number);
        int compared = Integer.compareUnsigned(run.accumulator, right);
        boolean holds =
                switch (code & OPERATION) {
                    case 0x10 -> compared == 0;
                    case 0x20 -> compared > 0;
                    case 0x30 -> compared >= 0;
                    default -> (run.accumulator & right) != 0;
                };
        if ((code & OPERATION) == 0) {
            return number;
        }
        return (int) (word >>> (holds ? 16 : 24)) & 0xff;
    }
}
