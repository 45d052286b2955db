package io.sluice.memory;

import java.io.IOException;

/** A worker stopped because another one failed; never the reason of a failure. */
final class GaveWayException extends IOException {
    private static final long serialVersionUID = 1L;

    GaveWayException() {
        super("another worker ended the transfer");
    }
}
