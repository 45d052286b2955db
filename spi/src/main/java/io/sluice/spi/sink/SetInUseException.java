package io.sluice.spi.sink;

import java.io.IOException;

/** A living writer is at work on the set. */
public final class SetInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message names the set, in one line */
    public SetInUseException(String message) {
        super(message);
    }
}
