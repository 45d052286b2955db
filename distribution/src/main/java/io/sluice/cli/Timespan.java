package io.sluice.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time with its unit: {@code 20ms}, {@code 1.5s}, {@code 5m}, {@code 2h}; without one it is seconds. */
final class Timespan implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(us|ms|s|m|h|)");

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no time such as 20ms, 5s or 2m");
        }
        double nanoseconds = Double.parseDouble(matcher.group(1)) * unit(matcher.group(2));
        return Duration.ofNanos(Math.round(nanoseconds));
    }

    private static double unit(String name) {
        return switch (name) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "m" -> 60e9;
            case "h" -> 3600e9;
            default -> 1e9;
        };
    }
}
