package io.sluice.dump;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.Epoch;
import io.sluice.spi.track.KeptState;
import io.sluice.spi.track.TrackedTarget;
import io.sluice.spi.track.WriteProtection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A target as one of its trackers sees it.
 *
 * @param target the target
 * @param tracker the tracker's name
 */
record TrackedBy(RoundTarget target, String tracker) implements TrackedTarget {

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public TaskMemory memory() {
        return target.memory();
    }

    @Override
    public Optional<WriteProtection> writeProtection() throws ComponentException {
        return target.protection().get();
    }

    @Override
    public Epoch epoch() {
        return new Epoch(target.set().id());
    }

    @Override
    public Optional<KeptState> parent() {
        return target.kept().get(tracker) instanceof ChainState.Kept.State state
                ? Optional.of(state.state())
                : Optional.empty();
    }

    @Override
    public OutputStream keep() throws IOException {
        return target.set().state(ChainState.image(tracker, target.identity().key()));
    }
}
