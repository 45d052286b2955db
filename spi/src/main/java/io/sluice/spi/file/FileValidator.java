package io.sluice.spi.file;

/**
 * Makes a cookie of a file at dump and compares it at restore. Usable from any thread.
 *
 * <p>Files may be malicious, endless, or change meanwhile: every answer comes in bounded time and memory (V05), and what
 * cannot be told, as of a file that cannot be read (V04), is {@link Verdict.Unknown} or {@link CookieResult.None}, with a
 * reason.
 */
public interface FileValidator extends AutoCloseable {

    /** Makes the cookie of a file; none of one that changed since it was lent (V07). */
    CookieResult cookie(ValidatedFile file);

    /**
     * Compares a file with a cookie that this validator, in this or an earlier version, has made: the same file matches
     * (V01), another length (V03) and any changed byte (V02) do not, as far as the method tells, and a cookie that is rubbish
     * or of a later version never does (V06).
     */
    Verdict compare(Cookie cookie, ValidatedFile file);

    @Override
    default void close() {}
}
