package io.sluice.dump;

import io.sluice.memory.Area;
import io.sluice.plugin.Chosen;
import io.sluice.spi.ComponentException;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.TaskTracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trackers of all targets of one round, from before the stop until after the commit. */
final class RoundTrackers implements AutoCloseable {
    private final List<Chosen<DirtyTracker>> chosen;
    private final List<TaskTracker> opened = new ArrayList<>();
    private final List<TaskTracker> completed = new ArrayList<>();
    private final Map<TargetIdentity, ScannedInStop> scanned = new HashMap<>();
    private boolean sealed;

    /** @param chosen as {@link io.sluice.plugin.Selection#trackers} */
    RoundTrackers(List<Chosen<DirtyTracker>> chosen) {
        this.chosen = chosen;
    }

    /** Their names. */
    List<String> names() {
        return chosen.stream().map(tracker -> tracker.named().name()).toList();
    }

    /** Whether any of them arms mappings in the stop. */
    boolean arm() {
        return chosen.stream().anyMatch(tracker -> tracker.component().armsWhileStopped());
    }

    /**
     * Opens those that arm in the stop. The others are opened when the target is taken: what they read of the parent is not held
     * for all targets at a time.
     *
     * @return by name
     */
    Map<String, TaskTracker> openArming(RoundTarget target) throws ComponentException {
        Map<String, TaskTracker> arming = new LinkedHashMap<>();
        for (Chosen<DirtyTracker> tracker : chosen) {
            if (tracker.component().armsWhileStopped() && trusts(tracker, target)) {
                arming.put(tracker.named().name(), open(tracker, target));
            }
        }
        return arming;
    }

    /**
     * In the stop: asks those that arm in it what has changed; again, what has changed since they were asked first. Empty where
     * none is trusted.
     */
    Optional<ScannedInStop> scan(Taking taking, List<Area> areas) throws IOException, ComponentException {
        TargetIdentity target = taking.target().identity();
        if (!scanned.containsKey(target)) {
            of(taking).map(ScannedInStop::new).ifPresent(first -> scanned.put(target, first));
        }
        Optional<ScannedInStop> known = Optional.ofNullable(scanned.get(target));
        if (known.isPresent()) {
            known.get().ask(areas);
        }
        return known;
    }

    /** All of a target as one; empty where none is trusted with it. */
    Optional<TaskTracker> of(Taking taking) throws ComponentException {
        if (scanned.containsKey(taking.target().identity())) {
            return Optional.of(scanned.get(taking.target().identity()));
        }
        List<TaskTracker> trackers = new ArrayList<>();
        for (Chosen<DirtyTracker> tracker : chosen) {
            TaskTracker arming = taking.arming().get(tracker.named().name());
            if (arming != null) {
                trackers.add(arming);
            } else if (trusts(tracker, taking.target())) {
                trackers.add(open(tracker, taking.target()));
            }
        }
        return trackers.size() < 2
                ? trackers.stream().findFirst()
                : Optional.of(new WitnessedTaskTracker(trackers.get(0), trackers.get(1)));
    }

    private TaskTracker open(Chosen<DirtyTracker> tracker, RoundTarget target) throws ComponentException {
        TaskTracker task =
                tracker.component().open(target.trackedBy(tracker.named().name()));
        opened.add(task);
        return task;
    }

    /** Of a shared segment only a tracker that says so is trusted to see every write. */
    private static boolean trusts(Chosen<DirtyTracker> tracker, RoundTarget target) {
        return target.identity() instanceof TargetIdentity.OfTask
                || tracker.component().tracksSharedSegments();
    }

    /** All pages of its target were seen. */
    void complete(TaskTracker tracker) throws IOException {
        tracker.complete();
        completed.add(tracker);
    }

    /** The set is committed: nothing that fails from now on changes that. */
    void seal() {
        sealed = true;
        completed.forEach(TaskTracker::seal);
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (TaskTracker tracker : opened) {
            try {
                tracker.close();
            } catch (IOException e) {
                failed = failed == null ? e : failed;
            }
        }
        if (failed != null && !sealed) {
            throw failed;
        }
    }
}
