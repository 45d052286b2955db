package io.sluice.plugin;

import io.sluice.kernel.Holes;
import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.memory.MemorySample;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the platform lends to all components. Usable from any thread, if {@code samples} and {@code protection} are.
 *
 * @param samples makes a few pages with known contents; asked whenever a component wants some
 * @param pageSize the size of a page in bytes
 * @param protection tries whether writes can be noted by write-protection
 */
public record Lending(Supplier<MemorySample> samples, int pageSize, Supplier<Availability> protection) {
    private static final Availability NO_PROTECTION =
            new Availability.Missing("no write-protection is lent", "use another tracker");

    public Lending {
        Objects.requireNonNull(samples);
        Objects.requireNonNull(protection);
    }

    /** Without write-protection. */
    public Lending(Supplier<MemorySample> samples, int pageSize) {
        this(samples, pageSize, () -> NO_PROTECTION);
    }

    /** To one that is only tried: what it has reports say is dropped. */
    Host to(Kind kind, String name) {
        return to(kind, name, dropped -> {});
    }

    /** @param notes take what the component has reports say */
    Host to(Kind kind, String name, Consumer<String> notes) {
        return new LentHost(kind.word() + "." + name, notes, samples, pageSize, protection, Holes::punch);
    }
}
