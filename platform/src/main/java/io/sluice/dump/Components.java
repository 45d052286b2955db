package io.sluice.dump;

import io.sluice.image.manifest.Component;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.track.DirtyTracker;
import java.util.Objects;
import java.util.Optional;

/**
 * The configured components that one request works with, each with the name and version that the manifest tells.
 *
 * @param drain moves pages
 * @param tracker knows changes; empty: all pages are taken
 * @param sink stores images
 * @param workers how many threads drain, 1 or more
 */
public record Components(
        Used<DrainStrategy> drain, Optional<Used<DirtyTracker>> tracker, Used<ImageSink> sink, int workers) {
    /** What stands for a tracker where there is none. */
    static final Component NO_TRACKER = new Component("none", "-");

    /** A component and what the manifest says of it. */
    public record Used<T>(T component, Component named) {
        public Used {
            Objects.requireNonNull(component);
            Objects.requireNonNull(named);
        }
    }

    /** What the manifest says of the tracker. */
    Component trackerNamed() {
        return tracker.map(Used::named).orElse(NO_TRACKER);
    }
}
