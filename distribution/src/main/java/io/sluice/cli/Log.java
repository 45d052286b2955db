package io.sluice.cli;

import io.sluice.config.LogLevel;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tinylog.Logger;
import org.tinylog.configuration.Configuration;

/**
 * The log of this process. It is begun once, before the first line; until then, and without a file or a wish to see it,
 * nothing is logged. For the thread that runs the command.
 */
final class Log {
    private static boolean begun;
    private static boolean file;

    private Log() {}

    /** Logs to a file, which is begun anew; the folder that it lies in is made when it is not there. */
    static void toFile(Path path, LogLevel level) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.newOutputStream(path).close();
        } catch (IOException failed) {
            throw new SluiceException(
                    ErrorCode.STORAGE,
                    "cannot write the log " + path + ": " + Reason.of(failed),
                    "name another file with --log-file",
                    failed);
        }
        if (!begun) {
            Configuration.set("writer.file", path.toString());
            file = true;
        }
        begin(level);
    }

    /** Logs to standard error, without stack traces. */
    static void toStandardError(LogLevel level) {
        begin(level);
    }

    /** Notes something that is done. */
    static void info(String text) {
        if (begun) {
            Logger.info(text);
        }
    }

    /** Notes a failure with all that is known of it in the log's file; at a terminal its one line is enough. */
    static void failure(SluiceException failed) {
        if (file) {
            Logger.error(failed.getMessage());
            Logger.debug(failed, "remedy: " + failed.remedy());
        }
    }

    private static LogLevel quieter(LogLevel level) {
        return level.compareTo(LogLevel.WARN) > 0 ? LogLevel.WARN : level;
    }

    private static void begin(LogLevel level) {
        if (begun) {
            return;
        }
        Configuration.set("writer", LineWriter.class.getName());
        Configuration.set("level", level.word());
        // What pf4j tells of its work is of no use to who looks for Sluice's.
        Configuration.set("level@org.pf4j", quieter(level).word());
        begun = true;
    }
}
