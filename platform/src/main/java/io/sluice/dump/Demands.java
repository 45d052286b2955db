package io.sluice.dump;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.plugin.Chosen;
import io.sluice.plugin.Selection;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.DirtyTracker.Collects;

/** What components may demand of a stop: this platform reads the mappings in it and has them armed, and nothing else. */
final class Demands {
    private Demands() {}

    /** Refuses a component that would otherwise be driven wrongly, before any target is touched. */
    static void require(Selection components) {
        Chosen<DrainStrategy> drain = components.drain();
        if (drain.component().holdsWhileStopped()) {
            throw refused("drain " + drain.named().name(), "take hold of pages");
        }
        components.trackers().forEach(Demands::require);
    }

    private static void require(Chosen<DirtyTracker> tracker) {
        if (tracker.component().collects() == Collects.STOPPED) {
            throw refused("tracker " + tracker.named().name(), "scan");
        }
    }

    private static SluiceException refused(String component, String demand) {
        return new SluiceException(
                ErrorCode.PLUGIN,
                "the " + component + " wants to " + demand
                        + " while the tree is stopped, which this Sluice does not offer",
                "use another one, or a later Sluice");
    }
}
