package io.sluice.plugin;

import io.sluice.config.Configuration;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.file.FileValidatorFactory;
import io.sluice.spi.sink.ImageSinkFactory;
import io.sluice.spi.track.DirtyTrackerFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The components of all loaded plugins, by kind and name. */
final class Registry {
    private final Offers<DrainStrategyFactory> drains = new Offers<>(Kind.DRAIN, Set.of());
    private final Offers<DirtyTrackerFactory> trackers =
            new Offers<>(Kind.TRACKER, Set.of(Configuration.AUTO, Configuration.NONE));
    private final Offers<FileValidatorFactory> validators = new Offers<>(Kind.VALIDATOR, Set.of());
    private final Offers<ImageSinkFactory> sinks = new Offers<>(Kind.SINK, Set.of());

    /** Adds all that a plugin brings. */
    void add(LoadedPlugin plugin) {
        drains.addAll(plugin, loaded -> loaded.extension().drainStrategies());
        trackers.addAll(plugin, loaded -> loaded.extension().dirtyTrackers());
        validators.addAll(plugin, loaded -> loaded.extension().fileValidators());
        sinks.addAll(plugin, loaded -> loaded.extension().imageSinks());
    }

    Offers<DrainStrategyFactory> drains() {
        return drains;
    }

    Offers<DirtyTrackerFactory> trackers() {
        return trackers;
    }

    Offers<FileValidatorFactory> validators() {
        return validators;
    }

    Offers<ImageSinkFactory> sinks() {
        return sinks;
    }

    /** All of one plugin. */
    List<Offer<?>> of(LoadedPlugin plugin) {
        return Stream.of(drains, trackers, validators, sinks)
                .<Offer<?>>flatMap(offers -> offers.all().stream())
                .filter(offer -> offer.plugin().equals(plugin))
                .toList();
    }
}
