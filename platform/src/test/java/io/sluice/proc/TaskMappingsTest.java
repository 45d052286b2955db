package io.sluice.proc;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.program.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Flags of mappings are taken over from an earlier look only where they hold still. */
class TaskMappingsTest {
    private static final String HEAP = "7f0000000000-7f0000200000 rw-p 00000000 00:00 0 \n";

    private static Mapping mapping(String line, String... flags) {
        return MapsParser.parse(line.getBytes(StandardCharsets.UTF_8)).get(0).with(Set.of(flags));
    }

    private static TaskMappings taken(Mapping... mappings) {
        return new TaskMappings(List.of(mappings), true);
    }

    @Test
    void aRealTaskHasTheSameMappingsAtASecondLook() {
        try (Target target = Target.start("pages")) {
            TaskMappings read = TaskMappings.read(target.pid());
            TaskMappings now = read.now(target.pid());
            assertThat(now.takenOver()).isTrue();
            assertThat(now.mappings()).isEqualTo(read.mappings());
            assertThat(now.confirmedBy(TaskMappings.read(target.pid()))).isTrue();
        }
    }

    @Test
    void newMappingsAreNotGuessedAt() {
        try (Target target = Target.start("pages")) {
            TaskMappings read = TaskMappings.read(target.pid());
            TaskMappings older =
                    new TaskMappings(read.mappings().subList(1, read.mappings().size()), false);
            TaskMappings now = older.now(target.pid());
            assertThat(now.takenOver()).isFalse();
            assertThat(now.mappings()).isEqualTo(read.mappings());
        }
    }

    @Test
    void otherFlagsAfterwardsSpeakAgainstThem() {
        TaskMappings taken = taken(mapping(HEAP, "rd", "wr"));
        assertThat(taken.confirmedBy(taken(mapping(HEAP, "rd", "wr")))).isTrue();
        assertThat(taken.confirmedBy(taken(mapping(HEAP, "rd", "wr", "dc")))).isFalse();
        assertThat(taken.confirmedBy(taken())).isTrue();
    }

    @Test
    void aMappingThatGrewOrWasCutIsKnownAgainAndOneOfOtherRightsIsNot() {
        TaskMappings taken = taken(mapping(HEAP, "rd", "wr"));
        Mapping grown = mapping(HEAP.replace("200000", "300000"), "rd", "dc");
        Mapping cut = mapping(HEAP.replace("7f0000000000", "7f0000100000"), "rd", "dc");
        Mapping other = mapping(HEAP.replace("rw-p", "r--p"), "rd", "dc");
        assertThat(taken.confirmedBy(taken(grown))).isFalse();
        assertThat(taken.confirmedBy(taken(cut))).isFalse();
        assertThat(taken.confirmedBy(taken(other))).isTrue();
    }
}
