package io.sluice.spi.drain;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether a drain that makes calls in a task has given that up, so that the task's pages are only read from now on. It is said
 * in the log once. From any threads.
 */
public final class ReadOnward {
    private final Logger logger;
    private final String task;
    private final AtomicBoolean came = new AtomicBoolean();

    /**
     * @param logger the host's
     * @param target whose pages they are
     */
    public ReadOnward(Logger logger, DrainTarget target) {
        this.logger = logger;
        this.task = target.name();
    }

    /** Whether it came to that. */
    public boolean came() {
        return came.get();
    }

    /** It comes to that, if it had not yet. */
    public void note(String reason) {
        if (!came.getAndSet(true)) {
            logger.log(Level.INFO, "{0} is read from now on: {1}", task, reason);
        }
    }
}
