package io.sluice.config;

import java.util.Objects;

/**
 * Where something was said.
 *
 * @param source the file, or words for what it was instead
 * @param line the line in the file, from 1 on; 0 where there are no lines
 */
public record Place(String source, int line) {
    /** Where what nobody configured comes from. */
    public static final Place DEFAULT = new Place("by default", 0);

    /** Where what a program, or the command line, configured comes from. */
    public static final Place PROGRAM = new Place("as requested", 0);

    public Place {
        Objects.requireNonNull(source);
        if (line < 0) {
            throw new IllegalArgumentException("no such line: " + line);
        }
    }

    /** As compilers and editors have it: {@code file:line}. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
