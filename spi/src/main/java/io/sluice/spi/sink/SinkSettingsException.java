package io.sluice.spi.sink;

import java.io.IOException;
import java.util.Objects;

/**
 * A sink cannot do what was asked with the settings that it has: another key is needed, for example. Neither the storage nor
 * what is stored is wrong, so far as was seen; a command ends as with a wrong configuration.
 */
public final class SinkSettingsException extends IOException {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    /**
     * @param message what is wrong, in one line; who reads it names the image
     * @param remedy what to do about it, in one line
     */
    public SinkSettingsException(String message, String remedy) {
        this(message, remedy, null);
    }

    /**
     * @param message what is wrong, in one line; who reads it names the image
     * @param remedy what to do about it, in one line
     * @param cause what was thrown below, or null
     */
    public SinkSettingsException(String message, String remedy, Throwable cause) {
        super(Objects.requireNonNull(message), cause);
        this.remedy = Objects.requireNonNull(remedy);
    }

    /** What to do about it, in one line. */
    public String remedy() {
        return remedy;
    }
}
