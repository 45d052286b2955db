package io.sluice.benchmark.work;

/**
 * A command that ran to its end.
 *
 * @param nanoseconds from before its start to after its end
 * @param residentKibibytes the most memory that one of its processes had resident
 * @param status its exit status; 128 and the signal's number where one killed it
 * @param out its standard output
 * @param err its standard error
 */
public record Ended(long nanoseconds, long residentKibibytes, int status, String out, String err) {

    /** How long it took, in seconds. */
    public double seconds() {
        return nanoseconds / 1e9;
    }

    /** Whether it did what it should. */
    public boolean succeeded() {
        return status == 0;
    }

    /** Why it did not succeed: its exit status and the last line that it wrote. */
    public String complaint() {
        String text = err.isBlank() ? out : err;
        String last = text.strip().lines().reduce("", (before, line) -> line);
        return "exit status " + status + ": " + last.strip();
    }
}
