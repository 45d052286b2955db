package io.sluice.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.control.Control;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Sluice is killed at random moments, and its target goes on as before. */
class KilledFreezerTest {
    private static final int KILLS = 20;

    /** What is killed: it freezes a tree again and again, half of the time inside the stop. */
    static final class Freezes {
        private Freezes() {}

        public static void main(String[] arguments) {
            int pid = Integer.parseInt(arguments[0]);
            while (true) {
                TreeFreezer.freeze(pid, Control.unlimited(), tree -> {
                    LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
                    return null;
                });
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
            }
        }
    }

    @Test
    void theTargetIsUnharmed() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TreeProgram program = TreeProgram.start("threads", 3)) {
            String mask = TreeFreezerTest.mask(program).orElseThrow();
            int inTheStop = 0;
            for (int i = 0; i < KILLS; i++) {
                inTheStop += killOnce(program, random);
                program.requireRunning();
                assertEquals(List.of(), program.traced(), () -> "seed " + seed);
                assertEquals(mask, TreeFreezerTest.mask(program).orElseThrow(), () -> "seed " + seed);
            }
            assertTrue(inTheStop > 0, "no kill hit a stop: the test proves nothing");
        }
    }

    /** Answers 1 when the kill hit the stop. */
    private static int killOnce(TreeProgram program, Random random) throws IOException, InterruptedException {
        Process sluice = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djnr.ffi.asm.enabled=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Freezes.class.getName(),
                        "" + program.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            TreeProgram.await("it freezes", () -> !program.traced().isEmpty());
            LockSupport.parkNanos(random.nextInt(20_000_000));
            return program.traced().isEmpty() ? 0 : 1;
        } finally {
            sluice.destroyForcibly().waitFor();
        }
    }
}
