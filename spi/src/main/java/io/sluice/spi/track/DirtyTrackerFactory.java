package io.sluice.spi.track;

import io.sluice.spi.ComponentException;
import io.sluice.spi.ComponentFactory;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;

/** Makes {@link DirtyTracker} instances. */
public interface DirtyTrackerFactory extends ComponentFactory {

    /** Makes one, configured. Touches no target. */
    DirtyTracker create(Host host, Settings settings) throws ComponentException;
}
