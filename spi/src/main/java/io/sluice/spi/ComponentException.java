package io.sluice.spi;

import java.util.Objects;

/**
 * A component cannot do its work, and says why in words for the person at the command line.
 *
 * <p>The core stops what it was doing, leaves the target as it was and the set absent, and shows message and remedy.
 */
public class ComponentException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    /**
     * @param message what went wrong and where, in one line
     * @param remedy what a person can do about it, in one line
     */
    public ComponentException(String message, String remedy) {
        this(message, remedy, null);
    }

    /**
     * @param message what went wrong and where, in one line
     * @param remedy what a person can do about it, in one line
     * @param cause what was thrown below, or null
     */
    public ComponentException(String message, String remedy, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.remedy = Objects.requireNonNull(remedy);
    }

    /** What a person can do about it, in one line. */
    public final String remedy() {
        return remedy;
    }
}
