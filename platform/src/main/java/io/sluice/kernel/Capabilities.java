package io.sluice.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The rights that this process has (capabilities(7)). */
final class Capabilities {
    static final int SYS_ADMIN = 21;
    static final int CHECKPOINT_RESTORE = 40;
    private static final String LINE = "CapEff:";

    private Capabilities() {}

    /** The effective ones, a bit each; empty when the kernel does not tell. */
    static Optional<Long> effective() {
        try (OpenFile status = OpenFile.read("/proc/self/status")) {
            return new String(status.contents(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(LINE))
                    .map(line ->
                            Long.parseUnsignedLong(line.substring(LINE.length()).trim(), 16))
                    .findFirst();
        }
    }
}
