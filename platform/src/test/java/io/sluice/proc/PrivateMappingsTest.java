package io.sluice.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.spi.memory.PageRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The quick reading of mappings says what the thorough one does. */
class PrivateMappingsTest {
    private static final String MAPS = """
            00400000-00401000 r--p 00000000 08:01 131 /usr/bin/a program
            00401000-00402000 rw-p 00001000 08:01 131 /usr/bin/a program
            10000000-10002000 rw-p 00000000 00:00 0 [heap]
            10002000-10003000 rw-s 00000000 00:01 7 /dev/zero (deleted)
            7f0000000000-7f0000001000 ---p 00000000 00:00 0\s
            7f0000001000-7f0000005000 r--p 00000000 00:00 0 [vvar]
            7f0000005000-7f0000006000 r-xp 00000000 00:00 0 [vdso]
            7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0 [stack]
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]
            """;

    @Test
    void runsEndWhereSomethingElseIsMapped() {
        PrivateMappings mappings = PrivateMappings.in(MAPS.getBytes(StandardCharsets.US_ASCII));
        assertThat(mappings.runs()).isEqualTo(3);
        assertThat(mappings.run(0))
                .containsExactly(
                        new PageRange(0x400000, 0x401000),
                        new PageRange(0x401000, 0x402000),
                        new PageRange(0x10000000, 0x10002000));
        assertThat(mappings.run(1)).containsExactly(new PageRange(0x7f0000000000L, 0x7f0000001000L));
        assertThat(mappings.run(2)).containsExactly(new PageRange(0x7ffffffde000L, 0x7ffffffff000L));
        assertThat(mappings.ranges()).hasSize(5);
    }

    @Test
    void ofThisProcessItTellsWhatTheOtherReaderTells() {
        byte[] maps = ProcFile.read("/proc/self/maps").orElseThrow();
        List<PageRange> expected = new ArrayList<>();
        for (Mapping mapping : MapsParser.parse(maps)) {
            if (!mapping.shared() && !mapping.path().startsWith("[v")) {
                expected.add(mapping.range());
            }
        }
        assertThat(PrivateMappings.in(maps).ranges()).isEqualTo(expected);
        assertThat(expected).hasSizeGreaterThan(20);
    }

    @Test
    void noMappingsAreNoRuns() {
        PrivateMappings none = PrivateMappings.in(new byte[0]);
        assertThat(none.ranges()).isEmpty();
        assertThat(none.runs()).isZero();
    }
}
