package io.sluice.spi;

import java.util.Objects;

/** Whether a component works on this kernel and with these rights. */
public sealed interface Availability {

    /** It works. */
    record Works() implements Availability {}

    /**
     * It does not work.
     *
     * @param reason what is missing, in one line
     * @param remedy what a person can do about it, in one line
     */
    record Missing(String reason, String remedy) implements Availability {
        public Missing {
            Objects.requireNonNull(reason);
            Objects.requireNonNull(remedy);
        }
    }

    /** The answer that it works. */
    static Availability works() {
        return new Works();
    }
}
