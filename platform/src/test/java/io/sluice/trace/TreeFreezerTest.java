package io.sluice.trace;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.control.Control;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.trace.FrozenTree.FrozenProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real trees are stopped and let go. */
class TreeFreezerTest {
    private static final int SIGNALS = 50;

    private static void pause(long milliseconds) {
        LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());
    }

    private static <T> FreezeResult<T> freeze(TreeProgram program, FrozenWork<T> work) {
        return TreeFreezer.freeze(program.pid(), Control.unlimited(), work);
    }

    private static void requireFree(TreeProgram program) {
        assertEquals(List.of(), program.traced());
        program.requireRunning();
    }

    private static char state(int thread) {
        return TaskStatus.read(thread).map(TaskStatus::state).orElse('?');
    }

    private static long countedIn(TreeProgram program, FrozenTree tree) {
        long before = program.counter();
        pause(20);
        return program.counter() - before + tree.processes().size() - 1;
    }

    @Test
    void everyThreadStandsAndGoesOn() {
        try (TreeProgram program = TreeProgram.start("threads", 7)) {
            program.ready();
            FreezeResult<List<FrozenProcess>> stop = freeze(program, tree -> {
                assertEquals(0, countedIn(program, tree));
                return tree.processes();
            });
            assertEquals(1, stop.value().size());
            assertEquals(8, stop.value().get(0).threads().size());
            assertTrue(stop.frozen().toMillis() >= 20, () -> "" + stop.frozen());
            requireFree(program);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forks", "threadstorm", "execs"})
    void aStormStandsStill(String storm) {
        try (TreeProgram program = TreeProgram.start(storm, 0)) {
            for (int i = 0; i < 30; i++) {
                freeze(program, tree -> {
                    requireWhole(program, tree);
                    return null;
                });
                pause(i % 5);
            }
            requireFree(program);
        }
    }

    /** Nothing of the tree runs but what was stopped, and no counter moves. */
    private static void requireWhole(TreeProgram program, FrozenTree tree) {
        long before = program.counter();
        Set<Integer> stopped = tree.processes().stream()
                .flatMap(process -> process.threads().stream())
                .collect(Collectors.toSet());
        pause(2);
        for (int process : ProcessTree.processes(program.pid())) {
            for (int thread : ProcessTree.threads(process)) {
                char state = state(thread);
                assertTrue(
                        (stopped.contains(thread) && state == 't') || state == 'Z' || state == 'X',
                        () -> thread + " of " + process + " is " + state);
            }
        }
        assertEquals(before, program.counter());
    }

    @Test
    void aStoppedTargetStaysStopped() {
        try (TreeProgram program = TreeProgram.start("threads", 2)) {
            program.signal("STOP");
            TreeProgram.await("it stops", () -> state(program.pid()) == 'T');
            freeze(program, tree -> null);
            pause(20);
            assertEquals('T', state(program.pid()));
            assertEquals(List.of(), program.traced());
            program.signal("CONT");
            program.requireRunning();
        }
    }

    @Test
    void signalsOfTheStopComeExactlyOnce() {
        try (TreeProgram program = TreeProgram.start("threads", 2)) {
            for (int i = 0; i < SIGNALS; i++) {
                freeze(program, tree -> {
                    program.signal("USR1");
                    return null;
                });
                int sent = i + 1;
                TreeProgram.await("the signal arrives", () -> program.signals() >= sent);
            }
            pause(20);
            assertEquals(SIGNALS, program.signals());
            requireFree(program);
        }
    }

    @Test
    void signalsThatRaceWithStopsAreNotLost() throws InterruptedException {
        try (TreeProgram program = TreeProgram.start("threads", 2)) {
            Thread sender = new Thread(() -> {
                for (int i = 0; i < SIGNALS; i++) {
                    int sent = i + 1;
                    program.signal("USR1");
                    TreeProgram.await("the signal arrives", () -> program.signals() >= sent);
                }
            });
            sender.start();
            while (sender.isAlive()) {
                freeze(program, tree -> null);
            }
            sender.join();
            assertEquals(SIGNALS, program.signals());
            requireFree(program);
        }
    }

    @Test
    void aParentSeesNothingOfTheStop() {
        try (TreeProgram program = TreeProgram.start("watch", 0)) {
            int child = program.ready();
            for (int i = 0; i < 20; i++) {
                TreeFreezer.freeze(child, Control.unlimited(), tree -> null);
            }
            pause(20);
            assertEquals(0, program.stops());
            assertEquals(0, program.childSignals());
            requireFree(program);
        }
    }

    @Test
    void aVforkParentCountsAsStanding() {
        try (TreeProgram program = TreeProgram.start("vfork", 0)) {
            program.ready();
            FreezeResult<Integer> stop =
                    freeze(program, tree -> tree.processes().size());
            assertEquals(2, stop.value());
            assertTrue(stop.frozen().toMillis() < 1000, () -> "" + stop.frozen());
            assertEquals(List.of(), program.traced());
            program.release();
            requireFree(program);
        }
    }

    @Test
    void aSignalMaskIsAsItWas() {
        try (TreeProgram program = TreeProgram.start("threads", 2)) {
            // The C library blocks all signals while it makes a thread.
            TreeProgram.await(
                    "its threads are made", () -> !mask(program).orElse("ff").startsWith("ff"));
            Optional<String> before = mask(program);
            freeze(program, tree -> null);
            assertTrue(before.isPresent());
            assertNotEquals(Optional.of("0000000000000000"), before);
            assertEquals(before, mask(program));
        }
    }

    static Optional<String> mask(TreeProgram program) {
        return io.sluice.proc.ProcFile.read("/proc/" + program.pid() + "/status")
                .map(status -> new String(status, java.nio.charset.StandardCharsets.UTF_8))
                .flatMap(status -> status.lines()
                        .filter(line -> line.startsWith("SigBlk:"))
                        .map(line -> line.substring("SigBlk:".length()).trim())
                        .findFirst());
    }

    @Test
    void aKilledTargetIsGone() {
        try (TreeProgram program = TreeProgram.start("threads", 2)) {
            freeze(program, tree -> {
                program.signal("KILL");
                return null;
            });
            TreeProgram.await("it ends", () -> state(program.pid()) == '?');
            SluiceException gone = assertThrows(SluiceException.class, () -> freeze(program, tree -> null));
            assertEquals(ErrorCode.TARGET_GONE, gone.code());
        }
    }

    @Test
    void whatTheWorkThrowsComesOutAndTheTreeRuns() {
        try (TreeProgram program = TreeProgram.start("threads", 2)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> freeze(program, tree -> {
                        throw new IllegalStateException("on purpose");
                    }));
            requireFree(program);
        }
    }

    @Test
    void cancelAndTimeoutEndAStopThatIsUnderWay() {
        try (TreeProgram program = TreeProgram.start("threads", 2)) {
            Control cancelled = Control.unlimited();
            cancelled.cancel();
            Control late = Control.of(Optional.of(Duration.ofNanos(1)), progress -> {});
            assertAll(
                    () -> assertEquals(ErrorCode.CANCELLED, failure(program, cancelled)),
                    () -> assertEquals(ErrorCode.TIMEOUT, failure(program, late)));
            requireFree(program);
        }
    }

    private static ErrorCode failure(TreeProgram program, Control control) {
        return assertThrows(SluiceException.class, () -> TreeFreezer.freeze(program.pid(), control, tree -> null))
                .code();
    }

    /** Its vfork child is no child of it, so the thread that waits for it can never be known to stand. */
    @Test
    void aTimeoutAndACancelEndAStopThatHangs() {
        try (TreeProgram program = TreeProgram.start("vforkaside", 0)) {
            int aside = program.ready();
            Control late = Control.of(Optional.of(Duration.ofMillis(150)), progress -> {});
            Control cancelled = Control.unlimited();
            Thread canceller = new Thread(() -> {
                pause(100);
                cancelled.cancel();
            });
            canceller.start();
            assertEquals(ErrorCode.CANCELLED, failure(program, cancelled));
            assertEquals(ErrorCode.TIMEOUT, failure(program, late));
            assertEquals(List.of(), program.traced());
            assertEquals(0, TaskStatus.read(aside).orElseThrow().tracer());
            program.release();
            requireFree(program);
        }
    }

    @Test
    void oneThatIsTracedByAnotherIsRefused() {
        try (TreeProgram program = TreeProgram.start("traced", 0)) {
            int child = program.ready();
            SluiceException inTheStop = assertThrows(
                    SluiceException.class, () -> TreeFreezer.freeze(child, Control.unlimited(), tree -> null));
            assertEquals(ErrorCode.TARGET_UNSUPPORTED, inTheStop.code());
            assertTrue(inTheStop.getMessage().contains("traced by"), inTheStop::getMessage);
        }
    }
}
