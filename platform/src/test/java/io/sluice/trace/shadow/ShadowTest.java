package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.Architecture.Call;
import io.sluice.program.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shadow makes calls, and takes all of itself with it. */
@Timeout(60)
class ShadowTest {

    @ParameterizedTest
    @ValueSource(strings = {"threads 4", "single"})
    void itMakesCallsWhileTheTargetRunsAndLeavesNothing(String mode) {
        try (Target target = Target.start(mode.split(" ", -1))) {
            target.awaitBeats();
            Condition before = Condition.of(target.pid());
            for (int i = 0; i < 20; i++) {
                try (Shadow shadow = Shadow.in(target.pid())) {
                    assertThat(shadow.call(Call.GETPID)).isIn((long) target.pid(), (long) shadow.id());
                    target.awaitBeats();
                    assertThat(shadow.attempt(Call.CLOSE, 4711)).isEqualTo(-9);
                }
                assertThat(Condition.of(target.pid())).isEqualTo(before);
            }
            target.awaitBeats();
            assertThat(target.wrong()).isZero();
            assertThat(target.childEvents()).isZero();
        }
    }
}
