package io.sluice.image.copy;

import io.sluice.image.manifest.ParentEntry;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a new set goes.
 *
 * @param label what reports call the sink
 * @param sink the one that chains are read from
 * @param copies those that get it too
 */
public record Stores(String label, ImageSink sink, List<Copy> copies) {
    public Stores {
        Objects.requireNonNull(label);
        Objects.requireNonNull(sink);
        copies = List.copyOf(copies);
    }

    /** One sink, without copies. */
    public static Stores of(ImageSink sink) {
        return new Stores("sink", sink, List.of());
    }

    /** Begins a set: one to a sink alone is its own, with all that it can. */
    public SetWriter begin(String set, Optional<ParentEntry> parent, String seal) throws IOException {
        return copies.isEmpty()
                ? sink.begin(set, parent.map(ParentEntry::reference), seal)
                : SharedSet.begin(this, set, parent, seal);
    }

    /** Who holds a set that {@link #begin} began, and that was committed. */
    public List<Holding> holdings(String set, SetWriter writer) {
        return writer instanceof SharedSet shared
                ? shared.holdings()
                : List.of(new Holding(label, set, Optional.empty()));
    }
}
