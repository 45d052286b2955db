package io.sluice.state;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.trace.FrozenTree.FrozenProcess;
import io.sluice.trace.VforkWait;
import io.sluice.trace.shadow.ShadowException;

/** What cannot be dumped, said by name. */
public final class Refusal {
    private Refusal() {}

    /**
     * Says it.
     *
     * @param task whose it is
     * @param what it is, for example {@code descriptor 5 is a socket}
     * @param remedy what to do
     */
    public static SluiceException of(String task, String what, String remedy) {
        return new SluiceException(ErrorCode.TARGET_UNSUPPORTED, task + ": " + what, remedy);
    }

    /** A task went away in the middle. */
    public static SluiceException gone(String task) {
        return new SluiceException(
                ErrorCode.TARGET_GONE, task + " ended while its state was taken", "there is no new set");
    }

    /** No calls can be made in a process that stands still, by which it would be asked. */
    static SluiceException silent(FrozenProcess process, ShadowException failure) {
        String task = "process " + process.pid();
        if (process.threads().stream().anyMatch(thread -> VforkWait.holds(process.pid(), thread))) {
            return of(task, "it waits for a child that it made by vfork(2)", "try again a little later");
        }
        return of(
                task,
                "it cannot be asked for its state: " + failure.getMessage(),
                "such a process can be pre-dumped, and not be dumped");
    }
}
