package io.sluice.kernel;

import java.util.Objects;

/**
 * One thing that a kernel, with the rights at hand, can do or not: found out by doing it.
 *
 * @param name what it is called
 * @param works whether it works here
 * @param reason what was seen, in one line
 * @param meaning what it means for the user, in one line: of having it where it works, of missing it where it does not
 */
public record Feature(String name, boolean works, String reason, String meaning) {
    public Feature {
        Objects.requireNonNull(name);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(meaning);
    }
}
