package io.sluice.image;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** The time since the boot, by the clock that inventory.img is compared with. */
public final class Uptime {
    private static final Path FILE = Path.of("/proc/uptime");
    private static final int MICROSECONDS = 6;

    private Uptime() {}

    /** The time since the boot in microseconds, to a hundredth of a second (proc_uptime(5)). */
    public static long now() {
        try {
            String first = Files.readString(FILE).split(" ", 2)[0];
            return new BigDecimal(first).movePointRight(MICROSECONDS).longValueExact();
        } catch (IOException | ArithmeticException | NumberFormatException failed) {
            throw new SluiceException(
                    ErrorCode.KERNEL, "cannot read " + FILE + ": " + failed.getMessage(), "mount /proc", failed);
        }
    }
}
