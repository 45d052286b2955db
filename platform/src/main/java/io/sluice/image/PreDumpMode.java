package io.sluice.image;

import java.util.Optional;

/** How a pre-dump got its pages, as the next run of CRIU wants to know it. */
public enum PreDumpMode {
    /** Every mapping is in the set. */
    SPLICE(1),
    /** Mappings that the task may not read may be missing. */
    READ(2);

    private final int number;

    PreDumpMode(int number) {
        this.number = number;
    }

    /** Its number in inventory.img. */
    public int number() {
        return number;
    }

    /** The mode with that number in inventory.img; empty when there is none. */
    public static Optional<PreDumpMode> of(int number) {
        for (PreDumpMode mode : values()) {
            if (mode.number == number) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
