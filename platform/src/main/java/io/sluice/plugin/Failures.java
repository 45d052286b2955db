package io.sluice.plugin;

/** What was thrown, for people. */
final class Failures {
    private Failures() {}

    /** In one line: the kind, and the message if there is any. */
    static String oneLine(Throwable thrown) {
        String message = thrown.getMessage();
        String kind = thrown.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : kind + ": " + firstLine(message);
    }

    /** The first line of it. */
    static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("").strip();
    }
}
