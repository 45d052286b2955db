package io.sluice.plugin;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.memory.MemorySample;
import io.sluice.spi.sink.HolePunch;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is lent to one component.
 *
 * @param component its name, which its lines in the log carry: their logger is {@code sluice.COMPONENT}
 * @param notes take the lines that it has reports say
 * @param samples makes pages with known contents; asked once for every {@link #sample}
 * @param pageSize in bytes
 * @param protection asked once for every {@link #writeProtection}
 * @param holes gives back the space of parts of files
 */
record LentHost(
        String component,
        Consumer<String> notes,
        Supplier<MemorySample> samples,
        int pageSize,
        Supplier<Availability> protection,
        HolePunch holes)
        implements Host {
    LentHost {
        Objects.requireNonNull(component);
        Objects.requireNonNull(notes);
        Objects.requireNonNull(samples);
        Objects.requireNonNull(protection);
        Objects.requireNonNull(holes);
        if (Integer.bitCount(pageSize) != 1) {
            throw new IllegalArgumentException("not a page size: " + pageSize);
        }
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("sluice." + component);
    }

    @Override
    public void note(String line) {
        notes.accept(Failures.firstLine(line));
    }

    @Override
    public MemorySample sample() {
        return samples.get();
    }

    @Override
    public Availability writeProtection() {
        return protection.get();
    }
}
