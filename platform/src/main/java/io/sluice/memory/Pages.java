package io.sluice.memory;

/** The page. */
public final class Pages {
    /** Its size in bytes. */
    public static final int SIZE = 4096;

    private Pages() {}

    /** How many pages {@code bytes} are. */
    public static long in(long bytes) {
        return bytes / SIZE;
    }
}
