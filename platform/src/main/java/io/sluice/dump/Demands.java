package io.sluice.dump;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.plugin.Chosen;
import io.sluice.plugin.Selection;
import io.sluice.spi.drain.DrainStrategy;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.DirtyTracker.Collects;

/** What components may demand of a stop: a dump lets drains take hold of pages in it, and none lets trackers scan in it. */
final class Demands {
    private Demands() {}

    /** Refuses a component that a pre-dump would drive wrongly, before any target is touched. */
    static void requireOfPreDump(Selection components) {
        Chosen<DrainStrategy> drain = components.drain();
        if (drain.component().holdsWhileStopped()) {
            throw refused(
                    "drain " + drain.named().name() + " takes hold of pages in a stop, which only a dump has",
                    "use another one, or 'sluice dump --leave-running'");
        }
        requireOfDump(components);
    }

    /** The same of a dump. */
    static void requireOfDump(Selection components) {
        components.trackers().forEach(Demands::require);
    }

    private static void require(Chosen<DirtyTracker> tracker) {
        if (tracker.component().collects() == Collects.STOPPED) {
            throw refused(
                    "tracker " + tracker.named().name()
                            + " wants to scan while the tree is stopped, which this Sluice does not offer",
                    "use another one, or a later Sluice");
        }
    }

    private static SluiceException refused(String what, String remedy) {
        return new SluiceException(ErrorCode.PLUGIN, "the " + what, remedy);
    }
}
