package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Storm;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain of ten, nine of them under storms, equals the memory at the last, byte for byte. */
class StormIT {
    @AutoClose
    private final Targets targets = Targets.create();

    static Stream<Way> ways() {
        return Form.turns(List.of(Way.values()));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aChainEqualsTheMemory(Way way) {
        for (int chain = 0; chain < Form.count(1, way == Way.HASH_READ ? 5 : 13); chain++) {
            long seed = Form.seed() + chain;
            Storm storm = targets.storm(32, seed);
            Rounds rounds = new Rounds(targets.folder().resolve(way + "-" + chain), storm.target(), way);
            for (int round = 1; round < Form.count(6, 10); round++) {
                List<Long> before = storm.counters();
                rounds.next();
                assertThat(storm.counters()).as("the storm went on").isNotEqualTo(before);
                Waiting.pause(20);
            }
            rounds.nextAndCompare("seed " + seed);
            rounds.dumpAndCompare("seed " + seed);
            Sluice.run("verify", rounds.last().toString()).succeeded();
            rounds.release();
            storm.target().kill();
        }
    }
}
