package io.sluice.spi.track;

import io.sluice.spi.ComponentException;
import io.sluice.spi.ComponentFactory;
import io.sluice.spi.Host;
import io.sluice.spi.Settings;

/** Makes {@link DirtyTracker} instances. */
public interface DirtyTrackerFactory extends ComponentFactory {

    /**
     * Whether what it tracks with has to outlive a round, in the target or in Sluice. The tracker {@code auto} is one that
     * does where that may be, for it knows without reading; else one that does not.
     */
    default boolean outlivesRounds() {
        return false;
    }

    /** Makes one, configured. Touches no target. */
    DirtyTracker create(Host host, Settings settings) throws ComponentException;
}
