package io.sluice.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers with units, for people. */
final class Amount {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Amount() {}

    /** A number of bytes with three or four digits: {@code 1.25 GiB}. */
    static String bytes(long bytes) {
        double value = (double) bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? format("%.0f B", value) : format(value < 10 ? "%.2f " : "%.1f ", value) + UNITS[unit];
    }

    /** Bytes a second. */
    static String rate(long bytes, Duration time) {
        return bytes((long) (bytes / Math.max(time.toNanos() / 1e9, 1e-9))) + "/s";
    }

    /** A time in milliseconds, or in seconds when it is long. */
    static String time(Duration time) {
        double milliseconds = time.toNanos() / 1e6;
        return milliseconds < 1000 ? format("%.2f ms", milliseconds) : format("%.2f s", milliseconds / 1000);
    }

    /** A part of a whole in per cent. */
    static String share(double part) {
        return format("%.1f %%", 100 * part);
    }

    private static String format(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
