package io.sluice.benchmark.work;

/** That something which the benchmark needs is not there or failed; the message is for the person who started it. */
public final class CannotMeasureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what is wrong and what to do, in one line. */
    public CannotMeasureException(String message) {
        super(message);
    }

    /** With what is wrong and what to do, in one line. */
    public CannotMeasureException(String message, Throwable cause) {
        super(message, cause);
    }
}
