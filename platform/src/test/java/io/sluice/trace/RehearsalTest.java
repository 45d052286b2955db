package io.sluice.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.kernel.Architecture.Call;
import io.sluice.trace.shadow.ShadowException;
import io.sluice.trace.shadow.StoppedCalls;
import io.sluice.trace.tracer.TracerThread;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rehearsal costs a request little time, and never its success. */
class RehearsalTest {

    private static int rounds(Consumer<FrozenTree> each) {
        AtomicInteger rounds = new AtomicInteger();
        TracerThread.run("test-tracer", tracer -> {
            Rehearsal.stopHelper(tracer, new FrozenWork<Void>() {
                @Override
                public Void on(FrozenTree tree) {
                    return null;
                }

                @Override
                public void rehearse(FrozenTree helper) {
                    rounds.incrementAndGet();
                    each.accept(helper);
                }
            });
            return null;
        });
        return rounds.get();
    }

    @Test
    void aHelperThatEndsEndsIt() {
        assertEquals(1, rounds(RehearsalTest::kill));
    }

    private static void kill(FrozenTree helper) {
        ProcessHandle.of(helper.processes().get(0).pid()).orElseThrow().destroyForcibly();
    }

    /** It can be reaped only after the thread that makes the calls in it, which we trace. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHelperThatEndsInACallIsReaped() {
        AtomicInteger its = new AtomicInteger();
        rounds(helper -> {
            its.set(helper.processes().get(0).pid());
            assertThrows(
                    ShadowException.class,
                    () -> StoppedCalls.in(helper.tracer(), its.get(), calls -> {
                        kill(helper);
                        return calls.ofProcess().attempt(Call.GETPID);
                    }));
        });
        assertTrue(ProcessHandle.of(its.get()).isEmpty(), "it is still there");
    }

    @Test
    void aBusyMachineGetsFewerRounds() {
        int rounds =
                rounds(helper -> LockSupport.parkNanos(Duration.ofSeconds(1).toNanos()));
        assertTrue(rounds >= 1 && rounds <= 2, () -> rounds + " rounds");
    }
}
