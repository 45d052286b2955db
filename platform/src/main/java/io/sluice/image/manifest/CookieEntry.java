package io.sluice.image.manifest;

import java.util.HexFormat;
import java.util.Objects;

/**
 * What a validator remembers of a file.
 *
 * @param method the validator's name
 * @param version the version of the bytes' form
 * @param bytes the validator's own, two lower-case hexadecimal digits each
 */
public record CookieEntry(String method, int version, String bytes) {
    /** The longest that is recorded, in bytes. */
    public static final int MOST_BYTES = 4096;

    public CookieEntry {
        Objects.requireNonNull(method, "a cookie has no method");
        if (bytes.length() > 2 * MOST_BYTES) {
            throw new IllegalArgumentException("a cookie is too long");
        }
        HexFormat.of().parseHex(bytes);
    }

    /** One of these bytes. */
    public static CookieEntry of(String method, int version, byte[] bytes) {
        return new CookieEntry(method, version, HexFormat.of().formatHex(bytes));
    }

    /** Its bytes. */
    public byte[] content() {
        return HexFormat.of().parseHex(bytes);
    }
}
