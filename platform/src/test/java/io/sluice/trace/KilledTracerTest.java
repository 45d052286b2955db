package io.sluice.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.program.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sluice is killed, at any moment: the target runs on, or stays stopped, as if nobody had ever been there. */
@Timeout(120)
class KilledTracerTest {
    private static final int KILLS = Boolean.getBoolean("sluice.long") ? 50 : 6;
    private final SplittableRandom random = new SplittableRandom(20261121);

    @Test
    void theTargetRunsOnWhateverTheMoment() throws IOException, InterruptedException {
        int inside = 0;
        try (Target target = Target.start("threads", "4")) {
            for (int i = 0; i < KILLS; i++) {
                inside += kill(target.pid(), i % 4 != 0, () -> target.signal("USR1")) ? 1 : 0;
                int expected = i + 1;
                Target.await("signal " + expected, () -> target.signals() == expected);
                target.awaitBeats();
                assertThat(target.wrong()).isZero();
                requireUntraced(target.pid());
            }
        }
        assertThat(inside).as("kills inside the stop").isGreaterThanOrEqualTo(KILLS / 2);
    }

    @Test
    void aStoppedTargetStaysStopped() throws IOException, InterruptedException {
        try (Target target = Target.start("threads", "2")) {
            target.signal("STOP");
            Target.await("the stop", () -> Target.state(target.pid()) == 'T');
            for (int i = 0; i < 2; i++) {
                kill(target.pid(), true, () -> {});
                Target.await("the stop again", () -> Target.state(target.pid()) == 'T');
                requireUntraced(target.pid());
            }
            target.signal("CONT");
            target.awaitBeats();
            assertThat(target.wrong()).isZero();
        }
    }

    /** Starts a tracer and kills it, aiming at a stop or at any moment; answers whether the target stood still then. */
    private boolean kill(int target, boolean aim, Runnable before) throws IOException, InterruptedException {
        Process tracer = TracerProgram.start(FreezeLoop.class, target);
        try {
            BufferedReader output = tracer.inputReader(StandardCharsets.US_ASCII);
            assertThat(output.readLine()).isEqualTo("in");
            pause(aim ? random.nextInt(5) : random.nextInt(60));
            before.run();
            if (aim) {
                awaitStop(output);
            }
            boolean inside = Target.state(target) == 't';
            tracer.destroyForcibly();
            return inside;
        } finally {
            tracer.destroyForcibly().waitFor();
        }
    }

    /** The next stop: what has been said until now is of stops that are over. */
    private static void awaitStop(BufferedReader output) throws IOException {
        do {
            assertThat(output.readLine()).isEqualTo("in");
        } while (output.ready());
    }

    private static void pause(int millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    private static void requireUntraced(int process) {
        for (int thread : ProcessTree.threads(process)) {
            assertThat(TaskStatus.read(thread).map(TaskStatus::tracer).orElse(0))
                    .isZero();
        }
    }
}
