package io.sluice.dump;

import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.chain.StateJoining;
import io.sluice.image.manifest.Manifest;
import io.sluice.plugin.Chosen;
import io.sluice.spi.track.DirtyTracker;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Has trackers join what they kept.
 *
 * @param trackers those with which the chain was made
 */
public record JoinedStates(List<Chosen<DirtyTracker>> trackers) implements StateJoining {

    @Override
    public void join(ImageSet newest, NewSet whole) throws IOException {
        for (TargetIdentity target :
                newest.manifest().map(JoinedStates::targets).orElse(List.of())) {
            for (Chosen<DirtyTracker> tracker : trackers) {
                join(newest, whole, target, tracker);
            }
        }
    }

    private static void join(ImageSet newest, NewSet whole, TargetIdentity target, Chosen<DirtyTracker> tracker)
            throws IOException {
        String name = tracker.named().name();
        if (ChainState.of(newest, target, name) instanceof ChainState.Kept.State kept) {
            tracker.component().join(kept.state(), () -> whole.state(ChainState.image(name, target.key())));
        }
    }

    private static List<TargetIdentity> targets(Manifest manifest) {
        Stream<TargetIdentity> tasks = manifest.tasks().stream().map(TargetIdentity.OfTask::new);
        Stream<TargetIdentity> segments = manifest.segments().stream().map(TargetIdentity.OfSegment::new);
        return Stream.concat(tasks, segments).toList();
    }
}
