package io.sluice.kernel;

import java.util.function.Supplier;

/**
 * How one feature is tried.
 *
 * @param name what it is called
 * @param with what having it means for the user
 * @param without what missing it means for the user
 * @param attempt tries it; answers what was seen, and throws when it does not work
 */
record Trial(String name, String with, String without, Supplier<String> attempt) {

    Feature run() {
        try {
            return new Feature(name, true, attempt.get(), with);
        } catch (Missing | KernelException e) {
            return new Feature(name, false, e.getMessage(), without);
        }
    }

    /** What was tried has not worked, though no call has failed. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Missing(String reason) {
            super(reason);
        }
    }

    /** Answers {@code seen} when it is so. */
    static String require(boolean works, String seen, String otherwise) {
        if (!works) {
            throw new Missing(otherwise);
        }
        return seen;
    }
}
