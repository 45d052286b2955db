package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.Architecture.Call;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.program.Target;
import io.sluice.trace.TracerProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sluice is killed at any moment of the life of shadows, half the times while it holds a thread of the target: nothing
 * happens to the target, and what is left in it, if anything, the next visit takes out.
 */
@Timeout(1800)
class KilledShadowTest {
    private static final long SEED = Long.getLong("sluice.seed", System.nanoTime() & 0xffff_ffffL);
    private static final boolean LONG = Boolean.getBoolean("sluice.long");
    /** A kill that is aimed at a stop may miss it; some have to meet one. */
    private static final int MOST_FOR_A_STOP = 40;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int held;

    /** Whatever the thread is at that is borrowed: see the kinds of unharmed.c. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void itsThreadsNoticeNothing(int first) throws Exception {
        int kills = LONG ? 20 : 1;
        kill("many", first, kills, kills);
    }

    @ParameterizedTest
    @CsvSource({"one, 2, 120", "namespaces, 2, 40", "denied, 2, 60", "killed, 2, 60"})
    void theTargetIsUnharmedWhateverTheMoment(String mode, int shortly, int longly) throws Exception {
        int kills = LONG ? longly : shortly;
        kill(mode, 0, kills, Math.max(kills, MOST_FOR_A_STOP));
        assertThat(held).as("kills that met a stop, seed %s", SEED).isPositive();
    }

    private void kill(String mode, int first, int least, int most) throws Exception {
        try (Target target = Target.startUnharmed(mode, "600", String.valueOf(first))) {
            target.awaitRounds();
            Shadow.in(target.pid()).close(); // the first one may leave a page of the vdso as a copy
            Condition before = Condition.of(target.pid());
            for (int i = 0; i < least || (held == 0 && i < most); i++) {
                String after = "after kill " + i + " of " + mode + " " + first + ", seed " + SEED;
                kill(target.pid(), i % 2 == 0);
                requireUnharmed(target, after);
                if (i % 4 == 3) {
                    HeldCalls.in(target.pid(), calls -> calls.call(Call.GETPID));
                } else {
                    Shadow.in(target.pid()).close();
                }
                requireAsBefore(before, target, mode, after);
            }
        }
    }

    /** Just after the kill: its threads go on, nobody traces it, no thread of ours is left, and one ended child at the most. */
    private static void requireUnharmed(Target target, String after) {
        Target.await("its own threads alone " + after, () -> ProcessTree.threads(target.pid()).stream()
                .map(TaskStatus::read)
                .allMatch(status -> status.map(read -> !read.name().equals(Birth.NAME) && read.tracer() == 0)
                        .orElse(true)));
        Condition.requireGoesOn(target, target.pid(), after);
        Target.await("the end of shadows " + after, () -> shadowsAlive(target.pid()) == 0);
        assertThat(Leftovers.ended(target.pid())).as("ended children " + after).hasSizeLessThanOrEqualTo(1);
    }

    private static long shadowsAlive(int pid) {
        return ProcessTree.processes(pid).stream()
                .filter(child -> TaskStatus.read(child)
                        .filter(status -> status.name().equals(Birth.NAME) && !status.ended())
                        .isPresent())
                .count();
    }

    private static void requireAsBefore(Condition before, Target target, String mode, String after) {
        if (mode.equals("namespaces")) {
            // It has children of its own. Just after the kill it may have had a second thread, which was on its way
            // out.
            Condition.requireGoesOn(target, target.pid(), after);
            assertThat(Leftovers.any(target.pid())).as(after).isFalse();
        } else {
            before.requireUnharmed(target, target.pid(), after);
        }
    }

    private void kill(int target, boolean aim) throws IOException, InterruptedException {
        Process tracer = TracerProgram.start(ShadowLoop.class, target);
        try {
            BufferedReader output = tracer.inputReader(StandardCharsets.US_ASCII);
            assertThat(output.readLine()).isEqualTo("in");
            Thread.sleep(random.nextInt(20));
            if (aim) {
                awaitStop(target);
                spin(random.nextLong(400_000));
            }
            boolean standing = Target.state(target) == 't';
            tracer.destroyForcibly();
            held += standing ? 1 : 0;
        } finally {
            tracer.destroyForcibly().waitFor();
        }
    }

    private static void awaitStop(int target) {
        long end = System.nanoTime() + 2_000_000_000L;
        while (Target.state(target) != 't' && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void spin(long nanoseconds) {
        long end = System.nanoTime() + nanoseconds;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
