package io.sluice.failure;

import java.util.Objects;

/**
 * A request failed. The target runs on as before, and no set came to be, unless the message says otherwise.
 *
 * <p>Message and remedy are each one line for a person: what is wrong and where, and what to do. Several problems of one
 * configuration are a line each.
 */
public final class SluiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorCode code;
    private final String remedy;

    /**
     * @param code what kind of failure
     * @param message what is wrong and where, in one line
     * @param remedy what a person can do about it, in one line
     */
    public SluiceException(ErrorCode code, String message, String remedy) {
        this(code, message, remedy, null);
    }

    /**
     * @param code what kind of failure
     * @param message what is wrong and where, in one line
     * @param remedy what a person can do about it, in one line
     * @param cause what was thrown below, or null
     */
    public SluiceException(ErrorCode code, String message, String remedy, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.code = Objects.requireNonNull(code);
        this.remedy = Objects.requireNonNull(remedy);
    }

    /** What kind of failure. */
    public ErrorCode code() {
        return code;
    }

    /** What a person can do about it, in one line. */
    public String remedy() {
        return remedy;
    }
}
