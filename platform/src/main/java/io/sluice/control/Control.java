package io.sluice.control;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller's hold on one request: it can be cancelled, it has a time limit that covers every stage, and it tells of its
 * progress. Usable from any thread; for one request.
 */
public final class Control {
    private final long deadline;
    private final Optional<Duration> limit;
    private final ProgressListener listener;
    private volatile boolean cancelled;

    private Control(Optional<Duration> limit, ProgressListener listener) {
        this.limit = limit;
        this.listener = Objects.requireNonNull(listener);
        this.deadline = limit.map(l -> System.nanoTime() + l.toNanos()).orElse(0L);
    }

    /** Without a limit, telling nobody. */
    public static Control unlimited() {
        return new Control(Optional.empty(), progress -> {});
    }

    /** With a limit that starts now; telling {@code listener}. */
    public static Control of(Optional<Duration> limit, ProgressListener listener) {
        return new Control(limit, listener);
    }

    /** Ends the request soon, as a failure with {@link ErrorCode#CANCELLED}. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Ends the request if it was cancelled or is out of time. Called at every step and for every portion of long work.
     *
     * @param stage what is being done, for the message
     */
    public void check(String stage) {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw new SluiceException(
                    ErrorCode.CANCELLED, "cancelled while " + stage, "nothing was changed; start it again");
        }
        if (expired()) {
            throw new SluiceException(
                    ErrorCode.TIMEOUT,
                    "out of time while " + stage + " (limit "
                            + limit.orElseThrow().toMillis() + " ms)",
                    "nothing was changed; give a longer --timeout");
        }
    }

    /** Whether the time is up. */
    public boolean expired() {
        return limit.isPresent() && System.nanoTime() - deadline >= 0;
    }

    /** Whether {@link #cancel} was called. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Tells how far the request is. */
    public void progress(Progress progress) {
        listener.on(progress);
    }
}
