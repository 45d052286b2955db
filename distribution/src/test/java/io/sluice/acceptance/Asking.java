package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Waiting;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Asks a server again and again, in a thread of its own, until it is closed. */
final class Asking implements AutoCloseable {
    private final AtomicLong answers = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean ended;

    /** @param question throws when the answer is missing or wrong */
    Asking(Callable<?> question) {
        thread = new Thread(() -> ask(question), "asking");
        thread.start();
    }

    private void ask(Callable<?> question) {
        while (!ended) {
            try {
                question.call();
                answers.incrementAndGet();
            } catch (Exception wrong) {
                failure.compareAndSet(null, wrong);
                return;
            }
        }
    }

    /** No answer was wrong so far, and there come more. */
    void assertAnswered() {
        long before = answers.get();
        Waiting.until(() -> answers.get() > before || failure.get() != null, () -> "no more answers");
        assertThat(failure.get()).isNull();
    }

    @Override
    public void close() {
        ended = true;
        Waiting.until(() -> !thread.isAlive(), () -> "no answer to the last question");
    }
}
