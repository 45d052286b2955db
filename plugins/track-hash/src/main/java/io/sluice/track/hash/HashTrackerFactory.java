package io.sluice.track.hash;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.DirtyTrackerFactory;

/** Makes the tracker {@code hash}. Its setting {@code whole-every} says in which set of a chain all hashes are kept. */
public final class HashTrackerFactory implements DirtyTrackerFactory {
    private static final int WHOLE_EVERY = 10;

    @Override
    public String name() {
        return "hash";
    }

    @Override
    public String summary() {
        return "compares keyed hashes of the pages with the parent's; works on every kernel";
    }

    @Override
    public Availability probe(Host host) {
        return Availability.works();
    }

    @Override
    public DirtyTracker create(Host host, Settings settings) {
        return new HashTracker((int) settings.number("whole-every", WHOLE_EVERY, 1, 100), host.pageSize());
    }
}
