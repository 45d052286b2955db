package io.sluice.cli;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that tells a caller a pid: its digits and nothing else. */
final class PidFile {
    private PidFile() {}

    static void write(Path file, int pid) {
        try {
            Files.writeString(file, Integer.toString(pid));
        } catch (IOException failed) {
            throw new SluiceException(
                    ErrorCode.STORAGE,
                    "the set is there, but the pid file " + file + " cannot be written: " + Reason.of(failed),
                    "name another file with --pidfile",
                    failed);
        }
    }
}
