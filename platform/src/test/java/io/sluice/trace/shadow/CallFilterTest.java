package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each instruction of a filter does what linux/filter.h says. What real filters answer is seen in targets that have them. */
class CallFilterTest {
    private static final int ALLOWED = 0x7fff_0000;
    private static final int KILLED = 0x8000_0000;
    private static final int NUMBER = 0;
    private static final int INSTRUCTION = 8;
    private static final int THIRD = 32;

    private final List<Long> program = new ArrayList<>();

    private CallFilterTest with(int code, int yes, int no, int number) {
        program.add((long) number << 32 | (long) no << 24 | (long) yes << 16 | code);
        return this;
    }

    private int answer(long instruction, long number, long... arguments) {
        return new CallFilter(program.stream().mapToLong(Long::longValue).toArray())
                .answer(instruction, number, arguments);
    }

    @Test
    void aCallIsToldByItsNumber() {
        with(0x20, 0, 0, NUMBER).with(0x15, 0, 1, 60).with(0x06, 0, 0, ALLOWED).with(0x06, 0, 0, KILLED);
        assertThat(answer(0, 60)).isEqualTo(ALLOWED);
        assertThat(answer(0, 61)).isEqualTo(KILLED);
    }

    @Test
    void argumentsAndPlacesAreSeen() {
        with(0x20, 0, 0, THIRD).with(0x45, 1, 0, 0x100).with(0x06, 0, 0, ALLOWED);
        with(0x20, 0, 0, INSTRUCTION)
                .with(0x35, 0, 1, 0x7000_0000)
                .with(0x06, 0, 0, 1)
                .with(0x06, 0, 0, 2);
        assertThat(answer(0, 1, 0, 0, 0x200)).isEqualTo(ALLOWED);
        assertThat(answer(0x7000_0001L, 1, 0, 0, 0x300)).isEqualTo(1);
        assertThat(answer(0x6fff_ffffL, 1, 0, 0, 0x300)).isEqualTo(2);
    }

    @Test
    void comparisonsHaveNoSign() {
        with(0x00, 0, 0, -1).with(0x25, 0, 1, 1).with(0x06, 0, 0, 1).with(0x06, 0, 0, 2);
        assertThat(answer(0, 0)).isEqualTo(1);
    }

    @Test
    void itCalculates() {
        with(0x00, 0, 0, 7).with(0x07, 0, 0, 0).with(0x0c, 0, 0, 0); // 7 + 7
        with(0x24, 0, 0, 3).with(0x14, 0, 0, 2).with(0x34, 0, 0, 4); // 14 * 3 - 2 = 40, / 4 = 10
        with(0x64, 0, 0, 4).with(0x74, 0, 0, 1).with(0x44, 0, 0, 1); // 160, 80, 81
        with(0x54, 0, 0, 0x71).with(0xa4, 0, 0, 0x10).with(0x84, 0, 0, 0); // 81, 65, -65
        with(0x16, 0, 0, 0);
        assertThat(answer(0, 0)).isEqualTo(-65);
    }

    @Test
    void itRemembersAndJumps() {
        with(0x00, 0, 0, 5)
                .with(0x02, 0, 0, 3)
                .with(0x00, 0, 0, 9)
                .with(0x07, 0, 0, 0)
                .with(0x03, 0, 0, 4);
        with(0x05, 0, 0, 1)
                .with(0x06, 0, 0, 1)
                .with(0x60, 0, 0, 3)
                .with(0x61, 0, 0, 4)
                .with(0x1c, 0, 0, 0);
        with(0x81, 0, 0, 0).with(0x87, 0, 0, 0).with(0x16, 0, 0, 0);
        assertThat(answer(0, 0)).isEqualTo(64);
    }
}
