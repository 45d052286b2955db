package io.sluice.drain.fork;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.ReadingDrain;

/** Makes the drain {@code fork}. It has no settings. */
public final class ForkDrainFactory implements DrainStrategyFactory {

    @Override
    public String name() {
        return "fork";
    }

    @Override
    public String summary() {
        return "drains a copy of the memory that is made in the stop (fork), while the task runs on";
    }

    @Override
    public Availability probe(Host host) {
        return ReadingDrain.probe(host);
    }

    @Override
    public DrainStrategy create(Host host, Settings settings) {
        return new ForkDrain(host.pageSize());
    }
}
