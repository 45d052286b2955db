package io.sluice.drain.splice;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a task's pages are only read from now on, said in the log once. From any thread. */
final class Refusal {
    private final Logger logger;
    private final String task;
    private final AtomicBoolean came = new AtomicBoolean();

    Refusal(Logger logger, String task) {
        this.logger = logger;
        this.task = task;
    }

    boolean came() {
        return came.get();
    }

    void note(String reason) {
        if (!came.getAndSet(true)) {
            logger.log(Level.INFO, "{0} is read from now on: {1}", task, reason);
        }
    }
}
