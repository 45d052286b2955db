package io.sluice.drain.splice;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.ReadingDrain;

/** Makes the drain {@code splice}. Its setting {@code pipes} is how many pipes it has for a task at the most. */
public final class SpliceDrainFactory implements DrainStrategyFactory {
    private static final int PIPES = 4;
    private static final int MOST_PIPES = 64;

    @Override
    public String name() {
        return "splice";
    }

    @Override
    public String summary() {
        return "has the task map pages into pipes, and the kernel move them on (vmsplice, splice)";
    }

    /** Calls are tried in each task when it is opened; where there are none its pages are read. */
    @Override
    public Availability probe(Host host) {
        return ReadingDrain.probe(host);
    }

    @Override
    public DrainStrategy create(Host host, Settings settings) {
        return new SpliceDrain(host, (int) settings.number("pipes", PIPES, 1, MOST_PIPES));
    }
}
