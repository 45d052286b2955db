package io.sluice.state;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;

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
}
