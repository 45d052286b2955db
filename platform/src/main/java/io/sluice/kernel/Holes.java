package io.sluice.kernel;

import java.io.IOException;
import java.nio.file.Path;

/** Holes in files, as sinks are lent them. */
public final class Holes {
    private Holes() {}

    /** As {@link io.sluice.spi.sink.HolePunch#punch}. */
    public static void punch(Path path, long offset, long length) throws IOException {
        try (OpenFile file = OpenFile.update(path.toString())) {
            file.punch(offset, length);
        } catch (KernelException e) {
            throw new IOException("cannot punch a hole into " + path + ": " + e.getMessage(), e);
        }
    }
}
