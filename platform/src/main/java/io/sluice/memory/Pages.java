package io.sluice.memory;

import io.sluice.kernel.Architecture;

/** The page. */
public final class Pages {
    /** Its size in bytes. */
    public static final int SIZE = Architecture.current().pageSize();

    private Pages() {}

    /** How many pages {@code bytes} are. */
    public static long in(long bytes) {
        return bytes / SIZE;
    }
}
