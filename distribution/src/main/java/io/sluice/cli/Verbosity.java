package io.sluice.cli;

import io.sluice.config.LogLevel;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.util.List;

/**
 * How much is logged, in CRIU's numbers: 0 nothing, 1 errors, 2 warnings, 3 what is done, 4 and above how.
 *
 * <p>An option without a number makes it one more than {@link #DEFAULT}, or than what an option before said.
 */
final class Verbosity {
    /** What an option without a number is one more than. */
    static final int DEFAULT = 2;
    /** Stands for an option without a number. */
    static final String MORE = "+";

    private static final List<LogLevel> LEVELS =
            List.of(LogLevel.OFF, LogLevel.ERROR, LogLevel.WARN, LogLevel.INFO, LogLevel.DEBUG);

    private Verbosity() {}

    /** The level that these options ask for, in their order; at least one. */
    static LogLevel level(List<String> options) {
        int number = DEFAULT;
        for (String option : options) {
            number = after(number, option);
        }
        return LEVELS.get(Math.min(number, LEVELS.size() - 1));
    }

    private static int after(int number, String option) {
        if (option.equals(MORE)) {
            return number + 1;
        }
        if (option.chars().allMatch(letter -> letter == 'v')) {
            return number + 1 + option.length();
        }
        try {
            return Integer.parseUnsignedInt(option);
        } catch (NumberFormatException wrong) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    "--verbosity takes a number, and not '" + option + "'",
                    "give one from 0 to 4, as in -v4",
                    wrong);
        }
    }
}
