package io.sluice.config;

import java.util.Objects;

/**
 * What is logged.
 *
 * @param level how much
 */
public record LogSettings(LogLevel level) {
    public LogSettings {
        Objects.requireNonNull(level);
    }
}
