package io.sluice.drain.write;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.ReadingDrain;

/** Makes the drain {@code write}. It has no settings. */
public final class WriteDrainFactory implements DrainStrategyFactory {

    @Override
    public String name() {
        return "write";
    }

    @Override
    public String summary() {
        return "has the task write its pages into the image itself (pwritev)";
    }

    /** Calls are tried in each task when it is opened; where there are none its pages are read. */
    @Override
    public Availability probe(Host host) {
        return ReadingDrain.probe(host);
    }

    @Override
    public DrainStrategy create(Host host, Settings settings) {
        return new WriteDrain(host);
    }
}
