package io.sluice.spi.file;

/**
 * Makes a cookie of a file at dump and compares it at restore. Usable from any thread.
 *
 * <p>Files may be malicious, endless, or change meanwhile: every answer comes in bounded time and memory, and what cannot
 * be told is {@link Verdict.Unknown} or {@link CookieResult.None}, with a reason.
 */
public interface FileValidator extends AutoCloseable {

    /** Makes the cookie of a file. */
    CookieResult cookie(ValidatedFile file);

    /** Compares a file with a cookie that this validator, in this or an earlier version, has made. */
    Verdict compare(Cookie cookie, ValidatedFile file);

    @Override
    default void close() {}
}
