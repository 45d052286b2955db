package io.sluice.file.verify;

import java.io.IOException;

/** A file was read, and has no build-id: the message says why. */
final class NoBuildIdException extends IOException {
    private static final long serialVersionUID = 1L;

    NoBuildIdException(String message) {
        super(message);
    }

    /** It is thrown of every file that is no ELF file, and never shown with where. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
