package io.sluice.trace.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Just the instructions of x86-64 that the stub is written in. Memory is named by labels, relative to the instruction, so
 * that the code runs wherever it is put.
 */
final class Assembler {
    /** How a jump depends on the flags. */
    enum Condition {
        EQUAL(4),
        NOT_EQUAL(5);

        private final int bits;

        Condition(int bits) {
            this.bits = bits;
        }
    }

    private static final int WIDE = 0x48;
    private static final int RELATIVE = 5;
    private static final int NEEDS_INDEX = 4;
    private static final int NO_INDEX = 0x24;
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final Map<String, Integer> labels = new LinkedHashMap<>();
    private final Map<Integer, String> references = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private int begun;

    private record Line(int from, int to, String text) {}

    Assembler label(String name) {
        if (labels.put(name, code.size()) != null) {
            throw new IllegalArgumentException("the label " + name + " stands twice");
        }
        lines.add(new Line(code.size(), code.size(), name + ":"));
        return this;
    }

    Assembler call() {
        return begin().bytes(0x0f, 0x05).end("syscall");
    }

    Assembler popFlags() {
        return begin().bytes(0x9d).end("popf");
    }

    /** Loads a number of 31 bits. Leaves the flags alone. */
    Assembler move(Register to, int number) {
        begin();
        if (to.high() == 1) {
            bytes(0x41);
        }
        return bytes(0xb8 + to.low()).number(number).end("mov " + to + ", " + number);
    }

    Assembler move(Register to, Register from) {
        return begin().bytes(WIDE | from.high() << 2 | to.high(), 0x89, 0xc0 | from.low() << 3 | to.low())
                .end("mov " + to + ", " + from);
    }

    Assembler load(Register to, String label) {
        return begin().bytes(WIDE | to.high() << 2, 0x8b, to.low() << 3 | RELATIVE)
                .reference(label)
                .end("mov " + to + ", [" + label + "]");
    }

    Assembler load(Register to, Register base, int offset) {
        return begin().based(0x8b, to, base, offset).end("mov " + to + ", [" + base + "+" + offset + "]");
    }

    Assembler store(Register base, int offset, Register from) {
        return begin().based(0x89, from, base, offset).end("mov [" + base + "+" + offset + "], " + from);
    }

    Assembler address(Register to, String label) {
        return begin().bytes(WIDE | to.high() << 2, 0x8d, to.low() << 3 | RELATIVE)
                .reference(label)
                .end("lea " + to + ", [" + label + "]");
    }

    Assembler address(Register to, Register base, int offset) {
        return begin().based(0x8d, to, base, offset).end("lea " + to + ", [" + base + "+" + offset + "]");
    }

    /** Sets the flags by a register. */
    Assembler test(Register register) {
        return begin().bytes(
                        WIDE | register.high() << 2 | register.high(),
                        0x85,
                        0xc0 | register.low() << 3 | register.low())
                .end("test " + register + ", " + register);
    }

    Assembler compare(Register register, int number) {
        return begin().bytes(WIDE | register.high(), 0x81, 0xf8 | register.low())
                .number(number)
                .end("cmp " + register + ", " + number);
    }

    Assembler jump(String label) {
        return begin().bytes(0xe9).reference(label).end("jmp " + label);
    }

    Assembler jump(Condition condition, String label) {
        return begin().bytes(0x0f, 0x80 | condition.bits)
                .reference(label)
                .end((condition == Condition.EQUAL ? "je " : "jne ") + label);
    }

    /** Goes where a word says. */
    Assembler jumpTo(String word) {
        return begin().bytes(0xff, 0x25).reference(word).end("jmp [" + word + "]");
    }

    /** Words of eight bytes, zero until somebody fills them. */
    Assembler words(String label, int count) {
        while (code.size() % Long.BYTES != 0) {
            bytes(0);
        }
        label(label);
        begin();
        for (int i = 0; i < count * Long.BYTES; i++) {
            bytes(0);
        }
        return end(".quad 0 x " + count);
    }

    MachineCode assemble() {
        byte[] bytes = code.toByteArray();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        references.forEach((at, label) -> {
            Integer target = labels.get(label);
            if (target == null) {
                throw new IllegalArgumentException("no label " + label);
            }
            buffer.putInt(at, target - (at + Integer.BYTES));
        });
        return new MachineCode(
                bytes, labels, lines.stream().map(line -> text(line, bytes)).toList());
    }

    private static String text(Line line, byte[] bytes) {
        return line.from == line.to
                ? line.text
                : String.format(
                        "%4x  %-30s %s",
                        line.from,
                        HexFormat.of().formatHex(bytes, line.from, Math.min(line.to, line.from + 15)),
                        line.text);
    }

    private Assembler begin() {
        begun = code.size();
        return this;
    }

    private Assembler end(String text) {
        lines.add(new Line(begun, code.size(), text));
        return this;
    }

    private Assembler bytes(int... values) {
        for (int value : values) {
            code.write(value);
        }
        return this;
    }

    private Assembler number(int number) {
        return bytes(number, number >> 8, number >> 16, number >> 24);
    }

    private Assembler reference(String label) {
        references.put(code.size(), label);
        return number(0);
    }

    /** Memory at a register plus -128 to 127. */
    private Assembler based(int operation, Register register, Register base, int offset) {
        bytes(WIDE | register.high() << 2 | base.high(), operation, 0x40 | register.low() << 3 | base.low());
        if (base.low() == NEEDS_INDEX) {
            bytes(NO_INDEX);
        }
        return bytes(offset);
    }
}
