package io.sluice.sink.directory;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import java.util.Locale;
import java.util.Optional;

/** Makes the sink {@code directory}. Its setting {@code durability} is {@code fsync} (the default) or {@code none}. */
public final class DirectorySinkFactory implements ImageSinkFactory {

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public String summary() {
        return "stores sets in folders, as CRIU does; commits by one rename";
    }

    /** It always works: what a folder can do is another question for each, and is found out where a set is begun. */
    @Override
    public Availability probe(Host host) {
        return Availability.works();
    }

    @Override
    public ImageSink create(Host host, Settings settings, Optional<ImageSink> below) {
        String durability = settings.choice("durability", "fsync", Durability.NAMES);
        return new DirectorySink(host.holes(), Durability.valueOf(durability.toUpperCase(Locale.ROOT)));
    }
}
