package io.sluice.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.kernel.HugePages;
import io.sluice.program.Target;
import io.sluice.spi.memory.PageRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Mappings of a real program, and lines that no program here has. */
class MappingKindsTest {

    @Test
    void theMappingsOfARealProgramAreToldApart() {
        try (Target target = Target.start("pages")) {
            assertThat(kind(target, target.address(0))).isEqualTo(MappingKind.ANONYMOUS);
            assertThat(kind(target, target.address(4))).isEqualTo(MappingKind.PRIVATE_FILE);
            assertThat(kind(target, target.address(5))).isEqualTo(MappingKind.SHARED_MEMORY);
            assertThat(mapping(target, target.address(1)).readable()).isFalse();
            List<MappingKind> kinds =
                    mappings(target).stream().map(MappingKinds::of).toList();
            assertThat(kinds).contains(MappingKind.VDSO);
        }
    }

    private static MappingKind kind(Target target, long address) {
        return MappingKinds.of(mapping(target, address));
    }

    private static Mapping mapping(Target target, long address) {
        return mappings(target).stream()
                .filter(mapping -> mapping.range().contains(address))
                .findFirst()
                .orElseThrow();
    }

    private static List<Mapping> mappings(Target target) {
        return TaskMappings.read(target.pid()).mappings();
    }

    @Test
    void flagsTellWhatALineDoesNot() {
        Mapping anonymous = parse("7f0000000000-7f0000200000 rw-p 00000000 00:00 0 \n");
        assertThat(MappingKinds.of(anonymous)).isEqualTo(MappingKind.ANONYMOUS);
        assertThat(anonymous.with(Set.of("ht")).huge()).isTrue();
        assertThat(anonymous.huge()).isFalse();
        assertThat(MappingKinds.of(anonymous.with(Set.of("dp")))).isEqualTo(MappingKind.DROPPABLE);
        assertThat(MappingKinds.of(anonymous.with(Set.of("io")))).isEqualTo(MappingKind.DEVICE);
        assertThat(MappingKinds.of(anonymous.with(Set.of("pf")))).isEqualTo(MappingKind.DEVICE);
    }

    /** What is on a mount of hugetlbfs is a file, whatever it is called. */
    @Test
    void memoryOfHugePagesIsToldFromFilesOfThem() {
        Long device = HugePages.sizes().keySet().stream().findFirst().orElse(null);
        assumeTrue(device != null, "the kernel has no huge pages");
        String place = Long.toHexString(device >>> 8 & 0xfff) + ":" + Long.toHexString(device & 0xff);
        for (String name : List.of("/anon_hugepage (deleted)", "/memfd:huge (deleted)")) {
            assertThat(MappingKinds.of(parse("7f0000000000-7f0000200000 rw-s 00000000 " + place + " 7 " + name + "\n")))
                    .isEqualTo(MappingKind.SHARED_MEMORY);
        }
        String line = "7f0000000000-7f0000200000 rw-p 00000000 %s 7 /anon_hugepage (deleted)\n";
        assertThat(MappingKinds.of(parse(line.formatted(place)))).isEqualTo(MappingKind.ANONYMOUS);
        assertThat(MappingKinds.of(parse(line.formatted("fe:77")))).isEqualTo(MappingKind.PRIVATE_FILE);
        assertThat(MappingKinds.of(
                        parse("7f0000000000-7f0000200000 rw-p 00000000 " + place + " 7 /memfd:a (deleted)\n")))
                .isEqualTo(MappingKind.PRIVATE_FILE);
    }

    @Test
    void pathsWithSpacesAndThePageAboveAllTasks() {
        Mapping file = parse("00400000-00401000 r-xp 00001000 fe:00 338944                     /a b (deleted)\n");
        assertThat(file.path()).isEqualTo("/a b (deleted)");
        assertThat(file.offset()).isEqualTo(4096);
        assertThat(file.inode()).isEqualTo(338944);
        assertThat(file.executable()).isTrue();
        assertThat(MapsParser.parse(bytes("ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0    [vsyscall]\n")))
                .isEmpty();
    }

    /** Seen of a program that maps and unmaps without rest, in maps as in smaps. */
    @Test
    void ofOverlappingLinesTheSecondBeginsWhereTheFirstEnds() {
        List<Mapping> parsed = MapsParser.parse(bytes("""
                7f3fa1000000-7f3fa2400000 rw-p 00000000 00:00 0\s
                7f3fa2000000-7f3fa2e00000 r--p 00001000 08:01 7    /data/file
                7f3fa2100000-7f3fa2200000 rw-p 00000000 00:00 0\s
                """));
        assertThat(parsed).hasSize(2);
        assertThat(parsed.get(1).range()).isEqualTo(new PageRange(0x7f3fa2400000L, 0x7f3fa2e00000L));
        assertThat(parsed.get(1).offset()).isEqualTo(0x401000L);
    }

    private static Mapping parse(String line) {
        return MapsParser.parse(bytes(line)).get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
