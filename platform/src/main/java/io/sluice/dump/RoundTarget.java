package io.sluice.dump;

import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.Epoch;
import io.sluice.spi.track.KeptState;
import io.sluice.spi.track.TrackedTarget;
import io.sluice.spi.track.WriteProtection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** One task or shared segment in one round, as its drain and its tracker see it. */
record RoundTarget(
        String name,
        TaskMemory memory,
        TargetIdentity identity,
        NewSet set,
        String tracker,
        ChainState.Kept kept,
        LentProtection protection,
        LentCalls lentCalls)
        implements DrainTarget, TrackedTarget {

    static RoundTarget of(
            String name,
            TaskMemory memory,
            TargetIdentity identity,
            NewSet set,
            String tracker,
            Optional<ImageSet> parent,
            LentProtection protection,
            LentCalls calls) {
        ChainState.Kept kept =
                parent.map(known -> ChainState.of(known, identity, tracker)).orElse(new ChainState.Kept.NoParent());
        TaskMemory own = new WithoutTraces(memory, calls);
        return new RoundTarget(name, own, identity, set, tracker, kept, protection, calls);
    }

    @Override
    public Optional<InjectedCalls> calls() {
        return lentCalls.get();
    }

    @Override
    public Optional<WriteProtection> writeProtection() throws ComponentException {
        return protection.get();
    }

    @Override
    public Epoch epoch() {
        return new Epoch(set.id());
    }

    @Override
    public Optional<KeptState> parent() {
        return kept instanceof ChainState.Kept.State state ? Optional.of(state.state()) : Optional.empty();
    }

    @Override
    public OutputStream keep() throws IOException {
        return set.state(ChainState.image(tracker, identity.key()));
    }
}
