package io.sluice.drain.read;

import io.sluice.spi.Availability;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.drain.DrainStrategyFactory;
import io.sluice.spi.drain.ReadingDrain;

/** Makes the drain {@code read}. It has no settings. */
public final class ReadDrainFactory implements DrainStrategyFactory {

    @Override
    public String name() {
        return "read";
    }

    @Override
    public String summary() {
        return "copies pages out of the running task (process_vm_readv, /proc/PID/mem)";
    }

    @Override
    public Availability probe(Host host) {
        return ReadingDrain.probe(host);
    }

    @Override
    public DrainStrategy create(Host host, Settings settings) {
        return new ReadDrain(host.pageSize());
    }
}
