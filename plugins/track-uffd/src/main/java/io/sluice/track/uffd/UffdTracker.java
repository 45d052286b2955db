package io.sluice.track.uffd;

import io.sluice.spi.ComponentException;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.TaskTracker;
import io.sluice.spi.track.TrackedTarget;
import io.sluice.spi.track.WriteProtection;
import java.util.Optional;

/** The tracker {@code uffd}. */
final class UffdTracker implements DirtyTracker {

    @Override
    public Collects collects() {
        return Collects.RUNNING;
    }

    @Override
    public boolean armsWhileStopped() {
        return true;
    }

    @Override
    public boolean tracksSharedSegments() {
        return false;
    }

    @Override
    public TaskTracker open(TrackedTarget target) {
        try {
            Optional<WriteProtection> protection = target.writeProtection();
            return protection.isPresent()
                    ? UffdTaskTracker.open(target, protection.get())
                    : new UntrackedTask(target.name() + " cannot be write-protected: no calls can be made in it");
        } catch (ComponentException refused) {
            return new UntrackedTask(target.name() + " cannot be write-protected: " + refused.getMessage());
        }
    }
}
