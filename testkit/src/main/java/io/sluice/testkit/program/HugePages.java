package io.sluice.testkit.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Huge pages that the kernel keeps ready for a test; closed, it keeps as many as before. */
public final class HugePages implements AutoCloseable {
    private static final Path NUMBER = Path.of("/proc/sys/vm/nr_hugepages");
    private static final Path FREE = Path.of("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages");

    private final long before;

    private HugePages(long before) {
        this.before = before;
    }

    /** Has it keep that many free, of 2 MiB each; empty where it has none, or not so many. */
    public static Optional<HugePages> free(long pages) {
        if (!Files.exists(FREE)) {
            return Optional.empty();
        }
        HugePages made = new HugePages(number(NUMBER));
        made.keep(made.before + pages);
        if (number(FREE) < pages) {
            made.close();
            return Optional.empty();
        }
        return Optional.of(made);
    }

    private void keep(long pages) {
        try {
            Files.writeString(NUMBER, Long.toString(pages));
        } catch (IOException denied) {
            // Then there are too few, which is seen.
            return;
        }
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).trim());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        keep(before);
    }
}
