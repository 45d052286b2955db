package io.sluice.proc;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** A file of /proc, read whole. */
public final class ProcFile {
    private ProcFile() {}

    /** What the file holds; empty when the task is gone. */
    public static Optional<byte[]> read(String path) {
        try (FileInputStream file = new FileInputStream(path)) {
            return Optional.of(file.readAllBytes());
        } catch (FileNotFoundException e) {
            if (e.getMessage().contains("Permission denied")) {
                throw new UncheckedIOException(e);
            }
            return Optional.empty();
        } catch (IOException e) {
            // ESRCH, in words: the task ended between the opening and the reading.
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return Optional.empty();
            }
            throw new UncheckedIOException(e);
        }
    }
}
