package io.sluice.spi.drain;

import io.sluice.spi.ComponentException;
import io.sluice.spi.ComponentFactory;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;

/** Makes {@link DrainStrategy} instances. Its probe tries for real whether pages can be moved (D09). */
public interface DrainStrategyFactory extends ComponentFactory {

    /** Makes one, configured. Touches no target. */
    DrainStrategy create(Host host, Settings settings) throws ComponentException;
}
