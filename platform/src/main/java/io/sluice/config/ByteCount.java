package io.sluice.config;

import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as people write it: plain, or with KiB, MiB or GiB behind it. */
final class ByteCount {
    private static final Map<String, Long> UNITS = Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,19}) ?(KiB|MiB|GiB|)");

    private ByteCount() {}

    /** The number that the text stands for; empty when it is none, or more than a long holds. */
    static OptionalLong parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2))));
        } catch (ArithmeticException | NumberFormatException tooMuch) {
            return OptionalLong.empty();
        }
    }
}
