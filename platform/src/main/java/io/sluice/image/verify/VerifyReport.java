package io.sluice.image.verify;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.util.List;

/**
 * What a check of a chain found.
 *
 * @param sets the sets that were looked at, the newest first
 * @param bytes how many bytes were read
 * @param problems what is wrong; a thousand at the most
 * @param more whether there were more problems than that
 * @param warnings what could not be checked, in one line each
 */
public record VerifyReport(
        List<SetReport> sets, long bytes, List<Problem> problems, boolean more, List<String> warnings) {
    public VerifyReport {
        sets = List.copyOf(sets);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** Whether nothing is wrong. */
    public boolean sound() {
        return problems.isEmpty();
    }

    /**
     * Refuses what is damaged, by its first problem.
     *
     * @param set the newest set of the chain
     * @param remedy what to do then
     * @throws SluiceException {@code SET_DAMAGED}
     */
    public void requireSound(String set, String remedy) {
        if (!sound()) {
            Problem first = problems.get(0);
            throw new SluiceException(
                    ErrorCode.SET_DAMAGED,
                    "the chain of " + set + " is damaged: " + first.image() + " in " + first.set() + ": "
                            + first.what(),
                    remedy);
        }
    }
}
