package io.sluice.file.verify;

import java.io.IOException;

/** Why a file could not be read, in one line. */
final class Reasons {
    private Reasons() {}

    static String of(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? "it cannot be read: " + failure.getClass().getSimpleName()
                : text(failure, message.lines().findFirst().orElse(message));
    }

    private static String text(IOException failure, String line) {
        return failure instanceof ChangedFileException ? line : "it cannot be read: " + line;
    }
}
