package io.sluice.spi.file;

/** A cookie, or why there is none. */
public sealed interface CookieResult {

    /** The cookie of the file. */
    record Made(Cookie cookie) implements CookieResult {}

    /**
     * No cookie of this kind can be made of the file.
     *
     * @param reason why, in one line
     */
    record None(String reason) implements CookieResult {}
}
