package io.sluice.dump;

import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.spi.drain.DrainTarget;
import io.sluice.spi.memory.InjectedCalls;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.TrackedTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One task or shared segment in one round, as its drain sees it.
 *
 * @param kept what each tracker, by its name, kept of it beside the parent
 */
record RoundTarget(
        String name,
        TaskMemory memory,
        TargetIdentity identity,
        NewSet set,
        Map<String, ChainState.Kept> kept,
        LentProtection protection,
        LentCalls lentCalls,
        LentCopy lentCopy)
        implements DrainTarget {

    static RoundTarget of(
            String name,
            TaskMemory memory,
            TargetIdentity identity,
            NewSet set,
            List<String> trackers,
            Optional<ImageSet> parent,
            LentProtection protection,
            LentCalls calls) {
        Map<String, ChainState.Kept> kept = new LinkedHashMap<>();
        for (String tracker : trackers) {
            kept.put(
                    tracker,
                    parent.map(known -> ChainState.of(known, identity, tracker))
                            .orElse(new ChainState.Kept.NoParent()));
        }
        return new RoundTarget(
                name, new WithoutTraces(memory, calls), identity, set, kept, protection, calls, new LentCopy());
    }

    @Override
    public Optional<InjectedCalls> calls() {
        return lentCalls.get();
    }

    @Override
    public Optional<TaskMemory> copy() {
        return lentCopy.get();
    }

    /** As one of its trackers sees it. */
    TrackedTarget trackedBy(String tracker) {
        return new TrackedBy(this, tracker);
    }

    /** Whether any tracker can go on from the parent. */
    boolean goesOn() {
        return kept.values().stream().anyMatch(ChainState.Kept.State.class::isInstance);
    }

    /** Why no tracker can, where none can and there is a parent. */
    List<String> standsAlone() {
        return kept.values().stream()
                .filter(each -> !goesOn() && each instanceof ChainState.Kept.Nothing)
                .map(nothing -> ((ChainState.Kept.Nothing) nothing).reason())
                .toList();
    }
}
