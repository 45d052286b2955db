package io.sluice.plugin;

import io.sluice.spi.Host;
import io.sluice.spi.memory.MemorySample;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the platform lends to all components. Usable from any thread, if {@code samples} is.
 *
 * @param samples makes a few pages with known contents; asked whenever a component wants some
 * @param pageSize the size of a page in bytes
 */
public record Lending(Supplier<MemorySample> samples, int pageSize) {
    public Lending {
        Objects.requireNonNull(samples);
    }

    Host to(Kind kind, String name) {
        return new LentHost(kind.word() + "." + name, samples, pageSize);
    }
}
