package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.Architecture.Call;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.program.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Things happen to a target in the middle of births and calls: the answer is clear, and nothing of ours stays. */
@Timeout(120)
class DisturbedShadowTest {
    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime() & 0xffff_ffffL);
    private static final int ROUNDS = Boolean.getBoolean("sluice.long") ? 60 : 6;
    /** The kind of thread that takes signals as they come. */
    private static final String HEEDS_NO_SIGNAL = "11";

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** What happens to a target. */
    private interface Disturbance {
        void happens() throws InterruptedException;
    }

    /** Makes shadows until one cannot be made, or makes no calls, any more. */
    private static final class Users {
        private final int pid;
        private final List<String> reasons = new ArrayList<>();
        private volatile boolean enough;
        private final Thread thread = new Thread(this::use);

        Users(int pid) {
            this.pid = pid;
            thread.start();
        }

        private void use() {
            while (!enough) {
                try (Shadow shadow = Shadow.in(pid)) {
                    for (int i = 0; i < 50; i++) {
                        shadow.attempt(Call.GETPID);
                    }
                } catch (ShadowException refused) {
                    reasons.add(refused.getMessage());
                }
            }
        }

        /** Something happens meanwhile; then the last request ends, and what could not be done has a reason in a line. */
        void meanwhile(Disturbance disturbance) throws InterruptedException {
            disturbance.happens();
            enough = true;
            Target.await("the end of a request", () -> !thread.isAlive());
            assertThat(reasons)
                    .allSatisfy(reason -> assertThat(reason).isNotBlank().doesNotContain("null"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM"})
    void aTargetThatEndsTakesAllWithIt(String signal) throws InterruptedException {
        OwnDescriptors descriptors = OwnDescriptors.now();
        for (int i = 0; i < ROUNDS; i++) {
            try (Target target = Target.startUnharmed(i % 2 == 0 ? "many" : "one")) {
                new Users(target.pid()).meanwhile(() -> {
                    Thread.sleep(random.nextInt(100));
                    target.signal(signal);
                    Target.await("its end", () -> TaskStatus.read(target.pid())
                            .map(TaskStatus::ended)
                            .orElse(true));
                });
            }
            requireNoShadows();
        }
        descriptors.requireNoneMore();
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "one"})
    void aTargetThatIsStoppedAndGoesOnIsAsBefore(String mode) throws InterruptedException {
        try (Target target = Target.startUnharmed(mode)) {
            target.awaitRounds();
            Shadow.in(target.pid()).close();
            Condition before = Condition.of(target.pid());
            OwnDescriptors descriptors = OwnDescriptors.now();
            new Users(target.pid()).meanwhile(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    Thread.sleep(random.nextInt(20));
                    target.signal("STOP");
                    Thread.sleep(random.nextInt(20));
                    target.signal("CONT");
                }
            });
            Target.await("the end of shadows", () -> !Leftovers.any(target.pid()) || clean(target.pid()));
            before.requireUnharmed(target, target.pid(), "after stops, seed " + SEED);
            descriptors.requireNoneMore();
        }
    }

    private static boolean clean(int pid) {
        Shadow.in(pid).close();
        return !Leftovers.any(pid);
    }

    @Test
    void aTargetThatExecutesAnotherProgramHasNothingOfOursInIt() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            try (Target target = Target.start("exec")) {
                new Users(target.pid()).meanwhile(() -> {
                    Thread.sleep(random.nextInt(60));
                    target.signal("USR1");
                    Thread.sleep(20);
                });
                Target.await(
                        "the other program",
                        () -> ProcessTree.threads(target.pid()).size() == 2);
                Shadow.in(target.pid()).close();
                assertThat(Leftovers.any(target.pid())).isFalse();
                assertThat(ProcessTree.processes(target.pid())).containsExactly(target.pid());
            }
            requireNoShadows();
        }
    }

    /** Signals that a target gets in the middle reach it once each. */
    @ParameterizedTest
    @ValueSource(strings = {"many", "one"})
    void noSignalIsLostOrDoubled(String mode) throws InterruptedException {
        try (Target target = Target.startUnharmed(mode, "60", HEEDS_NO_SIGNAL)) {
            target.awaitRounds();
            new Users(target.pid()).meanwhile(() -> {
                for (int i = 1; i <= 5 * ROUNDS; i++) {
                    target.signal("USR1");
                    int expected = i;
                    Target.await("signal " + i, () -> target.signals() >= expected);
                }
            });
            assertThat(target.signals()).isEqualTo(5L * ROUNDS);
            Condition.requireGoesOn(target, target.pid(), "after signals");
        }
    }

    private static void requireNoShadows() {
        Target.await("the end of all shadows", () -> !LivingShadows.any());
    }
}
