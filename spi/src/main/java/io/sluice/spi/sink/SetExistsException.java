package io.sluice.spi.sink;

import java.io.IOException;

/** A committed set has the name that a new one was to get. */
public final class SetExistsException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message names the set, in one line */
    public SetExistsException(String message) {
        super(message);
    }
}
