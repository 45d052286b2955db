package io.sluice.state.task;

import com.google.protobuf.Descriptors.Descriptor;
import io.sluice.image.message.ExtendedStateEntry;
import io.sluice.image.message.FloatingPointEntry;
import io.sluice.image.message.RegistersEntry;
import io.sluice.image.message.SegmentDescriptorEntry;
import io.sluice.image.message.ThreadInfoX86;
import io.sluice.kernel.ExtendedLayout;
import io.sluice.kernel.Ptrace;
import io.sluice.trace.machine.Machine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The registers of a stopped thread on x86-64, in the form in which CRIU has them. */
final class Processor {
    private static final int NATIVE = 1;
    private static final int FIRST_SEGMENT = 12; // GDT_ENTRY_TLS_MIN
    private static final int SEGMENTS = 3;
    /** FXSAVE, Intel's manual, volume 1, 10.5. */
    private static final int STACK_AT = 32;

    private static final int STACK_WORDS = 32;
    private static final int VECTORS_AT = 160;
    private static final int VECTOR_WORDS = 64;
    /** XSAVE's header behind it, the same, 13.4. */
    private static final int HEADER_AT = 512;

    private static final int HEADER_END = 576;
    private static final int AVX = 2;
    private static final int MASKS = 5;
    private static final int UPPER_HALVES = 6;
    private static final int HIGH_VECTORS = 7;
    private static final int PROTECTION_KEYS = 9;

    private final ExtendedLayout layout;

    Processor(ExtendedLayout layout) {
        this.layout = layout;
    }

    /**
     * Takes them.
     *
     * @param clearedAtEnd where the kernel writes a zero when the thread ends (set_tid_address(2))
     */
    ThreadInfoX86 take(Ptrace ptrace, int thread, long clearedAtEnd) {
        ThreadInfoX86.Builder info = ThreadInfoX86.newBuilder()
                .setClearTidAddr(clearedAtEnd)
                .setGpregs(general(Machine.current()
                        .registers(ptrace.registers(thread))
                        .taken()
                        .words()))
                .setFpregs(
                        floating(ByteBuffer.wrap(ptrace.extendedState(thread)).order(ByteOrder.LITTLE_ENDIAN)));
        for (int i = 0; i < SEGMENTS; i++) {
            info.addTls(segment(ptrace.segment(thread, FIRST_SEGMENT + i)));
        }
        return info.build();
    }

    /** The message has them in the order of the kernel, user_regs_struct of sys/user.h. */
    private static RegistersEntry general(long[] words) {
        RegistersEntry.Builder entry = RegistersEntry.newBuilder();
        Descriptor fields = RegistersEntry.getDescriptor();
        for (int i = 0; i < words.length; i++) {
            entry.setField(fields.findFieldByNumber(i + 1), words[i]);
        }
        return entry.setMode(NATIVE).build();
    }

    private FloatingPointEntry floating(ByteBuffer state) {
        FloatingPointEntry.Builder entry = FloatingPointEntry.newBuilder()
                .setCwd(Short.toUnsignedInt(state.getShort(0)))
                .setSwd(Short.toUnsignedInt(state.getShort(2)))
                .setTwd(Short.toUnsignedInt(state.getShort(4)))
                .setFop(Short.toUnsignedInt(state.getShort(6)))
                .setRip(state.getLong(8))
                .setRdp(state.getLong(16))
                .setMxcsr(state.getInt(24))
                .setMxcsrMask(state.getInt(28))
                .addAllStSpace(words(state, STACK_AT, STACK_WORDS))
                .addAllXmmSpace(words(state, VECTORS_AT, VECTOR_WORDS));
        if (state.capacity() >= HEADER_END) {
            entry.setXsave(extended(state));
        }
        return entry.build();
    }

    private ExtendedStateEntry extended(ByteBuffer state) {
        return ExtendedStateEntry.newBuilder()
                .setXstateBv(state.getLong(HEADER_AT))
                .addAllYmmhSpace(words(state, at(AVX), room(state, AVX, 64)))
                .addAllOpmaskReg(longs(state, at(MASKS), room(state, MASKS, 8)))
                .addAllZmmUpper(longs(state, at(UPPER_HALVES), room(state, UPPER_HALVES, 64)))
                .addAllHi16Zmm(longs(state, at(HIGH_VECTORS), room(state, HIGH_VECTORS, 128)))
                .addAllPkru(words(state, at(PROTECTION_KEYS), room(state, PROTECTION_KEYS, 2)))
                .build();
    }

    private int at(int part) {
        return layout.offsets().get(part);
    }

    /** How much there is of a part: all, or nothing where the processor or the kernel does not have it. */
    private int room(ByteBuffer state, int part, int count) {
        return at(part) >= HEADER_END && at(part) < state.capacity() ? count : 0;
    }

    private static List<Integer> words(ByteBuffer state, int at, int count) {
        List<Integer> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            words.add(state.getInt(at + i * Integer.BYTES));
        }
        return words;
    }

    private static List<Long> longs(ByteBuffer state, int at, int count) {
        List<Long> longs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            longs.add(state.getLong(at + i * Long.BYTES));
        }
        return longs;
    }

    /** Bits from the lowest: 32 bits wide, contents (two), read only, limit in pages, absent, usable. */
    private static SegmentDescriptorEntry segment(int[] descriptor) {
        int bits = descriptor[3];
        return SegmentDescriptorEntry.newBuilder()
                .setEntryNumber(descriptor[0])
                .setBaseAddr(descriptor[1])
                .setLimit(descriptor[2])
                .setSeg32Bit((bits & 1) != 0)
                .setContentsH((bits & 4) != 0)
                .setContentsL((bits & 2) != 0)
                .setReadExecOnly((bits & 8) != 0)
                .setLimitInPages((bits & 16) != 0)
                .setSegNotPresent((bits & 32) != 0)
                .setUsable((bits & 64) != 0)
                .build();
    }
}
