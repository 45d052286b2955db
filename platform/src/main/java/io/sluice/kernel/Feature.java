package io.sluice.kernel;

import java.util.Objects;

/**
 * One thing that the kernel and these rights allow, or not.
 *
 * @param name what it is called in the kernel's documents
 * @param works whether a real trial of it succeeded
 * @param detail what the trial saw, in one line: why it does not work, or a figure
 * @param meaning what it means for the user, in one line
 */
public record Feature(String name, boolean works, String detail, String meaning) {
    public Feature {
        Objects.requireNonNull(name);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(meaning);
    }
}
