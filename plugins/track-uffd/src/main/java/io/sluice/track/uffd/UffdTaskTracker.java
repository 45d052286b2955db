package io.sluice.track.uffd;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.Epoch;
import io.sluice.spi.track.KeptState;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import io.sluice.spi.track.TrackedTarget;
import io.sluice.spi.track.WriteProtection;
import java.util.List;
import java.util.Optional;

/**
 * One task in one round. What was collected is known nowhere else: a round that is not sealed leaves no ground, and the next
 * one takes all pages.
 */
final class UffdTaskTracker implements TaskTracker {
    private final WriteProtection protection;
    private final Epoch epoch;
    private final Optional<String> unknown;

    private UffdTaskTracker(WriteProtection protection, Epoch epoch, Optional<String> unknown) {
        this.protection = protection;
        this.epoch = epoch;
        this.unknown = unknown;
    }

    static UffdTaskTracker open(TrackedTarget target, WriteProtection protection) throws ComponentException {
        Optional<String> unknown = ignorance(target.parent().map(KeptState::epoch), protection.ground());
        protection.open(target.epoch());
        return new UffdTaskTracker(protection, target.epoch(), unknown);
    }

    /** Why nothing is known of the pages since the parent; empty when all is. */
    private static Optional<String> ignorance(Optional<Epoch> parent, Optional<Epoch> ground) {
        if (parent.isEmpty()) {
            return Optional.of("the parent holds no round of this task that was tracked by write-protection");
        }
        if (ground.isEmpty()) {
            return Optional.of("the write-protection is new, or its last round was not committed");
        }
        return ground.equals(parent)
                ? Optional.empty()
                : Optional.of("the write-protection belongs to another round than the parent's");
    }

    @Override
    public void arm(List<PageRange> mappings) throws ComponentException {
        protection.arm(mappings);
    }

    /** Collects in any case: what is taken now must be protected for the next round. */
    @Override
    public Scan scan(PageRange mapping) throws ComponentException {
        List<PageRange> written = protection.collect(mapping);
        return unknown.<Scan>map(Scan.Unknown::new).orElseGet(() -> new Scan.Changed(written));
    }

    @Override
    public void seal() {
        try {
            protection.close(epoch);
        } catch (ComponentException lost) {
            // The set stands; the next round finds no ground and takes all pages.
            return;
        }
    }

    @Override
    public void close() {}
}
