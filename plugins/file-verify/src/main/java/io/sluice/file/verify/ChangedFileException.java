package io.sluice.file.verify;

import java.io.IOException;

/** A file is not any more what it was when it was lent. */
final class ChangedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ChangedFileException(String message) {
        super(message);
    }
}
