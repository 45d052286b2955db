package io.sluice.track.uffd;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.DirtyTrackerFactory;

/** Makes the tracker {@code uffd}, which has no settings. */
public final class UffdTrackerFactory implements DirtyTrackerFactory {

    @Override
    public String name() {
        return "uffd";
    }

    @Override
    public String summary() {
        return "has the kernel note first writes by write-protection; since Linux 6.7";
    }

    @Override
    public Availability probe(Host host) {
        return host.writeProtection();
    }

    @Override
    public boolean outlivesRounds() {
        return true;
    }

    @Override
    public DirtyTracker create(Host host, Settings settings) {
        return new UffdTracker();
    }
}
