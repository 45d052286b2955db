package io.sluice.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.Ptrace.Stop;
import io.sluice.program.Target;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What another thread may do with the tracees of the tracer. */
@Timeout(30)
class PtraceTest {

    @Test
    void reapingTakesNoStopAway() {
        try (Target target = Target.start("threads", "1")) {
            Optional<Stop> stop = onTracer(() -> {
                Ptrace ptrace = new Ptrace();
                ptrace.seize(target.pid());
                ptrace.interrupt(target.pid());
                Target.await("the stop", () -> Target.state(target.pid()) == 't');
                fromAnotherThread(() -> Ptrace.reap(target.pid()));
                return ptrace.poll(target.pid());
            });
            assertThat(stop).get().isInstanceOf(Stop.Trapped.class);
            target.awaitBeats();
        }
    }

    @Test
    void reapingTakesAnEndAndTheTracerIsTold() {
        try (Target target = Target.start("threads", "1")) {
            Optional<Stop> stop = onTracer(() -> {
                Ptrace ptrace = new Ptrace();
                ptrace.seize(target.pid());
                target.signal("KILL");
                Target.await("its end", () -> Target.state(target.pid()) == 'Z');
                // A process ends with the last of its threads, a moment after its first one looks ended.
                Target.await("its reaping", () -> {
                    fromAnotherThread(() -> Ptrace.reap(target.pid()));
                    return Target.state(target.pid()) == '?';
                });
                return ptrace.poll(target.pid());
            });
            assertThat(stop).get().isInstanceOf(Stop.Ended.class);
        }
    }

    private static <T> T onTracer(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread tracer = new Thread(() -> result.completeAsync(work, Runnable::run));
        tracer.start();
        return result.join();
    }

    private static void fromAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }
}
