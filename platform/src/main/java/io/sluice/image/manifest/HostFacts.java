package io.sluice.image.manifest;

import java.util.Objects;

/**
 * The machine that the set was made on.
 *
 * @param kernel its release, as uname(2) says
 * @param architecture its name, as uname(2) says
 * @param pageSize the size of a page in bytes, a power of two from 4096 to 1 MiB
 */
public record HostFacts(String kernel, String architecture, int pageSize) {
    private static final int LEAST = 4096;
    private static final int MOST = 1 << 20;

    public HostFacts {
        Objects.requireNonNull(kernel, "the kernel is missing");
        Objects.requireNonNull(architecture, "the architecture is missing");
        if (pageSize < LEAST || pageSize > MOST || Integer.bitCount(pageSize) != 1) {
            throw new IllegalArgumentException("no machine has pages of " + pageSize + " bytes");
        }
    }
}
