package io.sluice.spi.file;

/** Whether a file is the one that the cookie was made of. */
public sealed interface Verdict {

    /** It is, as far as this method can tell. */
    record Match() implements Verdict {}

    /**
     * It is not.
     *
     * @param reason what differs, in one line
     */
    record Mismatch(String reason) implements Verdict {}

    /**
     * It cannot be told.
     *
     * @param reason why, in one line
     */
    record Unknown(String reason) implements Verdict {}
}
