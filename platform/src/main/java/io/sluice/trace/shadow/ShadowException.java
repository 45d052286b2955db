package io.sluice.trace.shadow;

/** No calls can be made in a target, or no more of them. The target runs on as before. */
public final class ShadowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason why, in one line */
    public ShadowException(String reason) {
        super(reason);
    }

    ShadowException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
