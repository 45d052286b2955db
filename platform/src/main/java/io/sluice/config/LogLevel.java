package io.sluice.config;

import java.util.Locale;

/** How much is logged: each level has all of those before it. */
public enum LogLevel {
    /** Nothing. */
    OFF,
    /** What made a request fail. */
    ERROR,
    /** What a person should look at. */
    WARN,
    /** What was done. */
    INFO,
    /** How it was done. */
    DEBUG,
    /** Everything. */
    TRACE;

    /** As config.yaml has it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
