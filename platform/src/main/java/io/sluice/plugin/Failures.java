package io.sluice.plugin;

import java.lang.reflect.InvocationTargetException;

/** What was thrown, for people. */
final class Failures {
    private Failures() {}

    /** In one line: the kind, and the message if there is any. */
    static String oneLine(Throwable thrown) {
        String message = thrown.getMessage();
        String kind = thrown.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : kind + ": " + firstLine(message);
    }

    /** What was thrown in truth: by a constructor, or while a class was made ready. */
    static Throwable real(Throwable thrown) {
        boolean wrapped = thrown instanceof InvocationTargetException || thrown instanceof ExceptionInInitializerError;
        return wrapped && thrown.getCause() != null ? real(thrown.getCause()) : thrown;
    }

    /** Closes what a failure left; what fails in that is kept with the failure. */
    static void closeAfter(Throwable failure, AutoCloseable left) {
        try {
            left.close();
        } catch (Exception alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    /** The first line of it. */
    static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }
}
