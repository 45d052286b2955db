package io.sluice.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.image.manifest.CookieEntry;
import io.sluice.spi.file.Cookie;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A line of the cache: a CRC32C of the rest, key, method, version and bytes, with blanks between. */
record CookieLine(String key, CookieEntry entry) {
    private static final int PARTS = 5;

    /** What a line says; empty when it is damaged. */
    static Optional<CookieLine> parse(String text) {
        String[] parts = text.split(" ", PARTS);
        if (parts.length < PARTS
                || !text.equals(sum(text.substring(text.indexOf(' '))) + text.substring(text.indexOf(' ')))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new CookieLine(parts[1], new CookieEntry(parts[2], Integer.parseInt(parts[3]), parts[4])));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    String text() {
        String rest = " " + key + " " + entry.method() + " " + entry.version() + " " + entry.bytes();
        return sum(rest) + rest;
    }

    Cookie cookie() {
        return new Cookie(entry.method(), entry.version(), entry.content());
    }

    private static String sum(String rest) {
        CRC32C sum = new CRC32C();
        sum.update(rest.getBytes(UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
