package io.sluice.cli;

import io.sluice.config.Configuration;
import io.sluice.dump.Tracking;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long the tracking of changes is to last. */
final class TrackOption {
    @Option(
            names = "--track-mem",
            description =
                    "Let the tracking of changes stay in the target until 'sluice release': the next set that adds to this"
                            + " one knows what changed without reading it all.")
    private boolean track;

    Tracking tracking() {
        return track ? Tracking.STAYS_IN_TARGET : Tracking.ONE_SHOT;
    }

    /** The tracker in place of a configured one that is none. */
    Optional<String> tracker(Configuration configuration) {
        boolean lacking = configuration.tracker().name().equals(Configuration.NONE);
        return track && lacking ? Optional.of(Configuration.AUTO) : Optional.empty();
    }
}
