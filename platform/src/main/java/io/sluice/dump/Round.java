package io.sluice.dump;

import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.PagemapCursor;
import io.sluice.memory.Area;
import io.sluice.memory.DrainProgress;
import io.sluice.memory.PageCounts;
import io.sluice.memory.PageSource;
import io.sluice.memory.PageTransfer;
import io.sluice.memory.ParentPages;
import io.sluice.memory.Population;
import io.sluice.memory.WorkerCrew;
import io.sluice.plugin.Selection;
import io.sluice.spi.ComponentException;
import io.sluice.spi.drain.TaskDrain;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.TaskTracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One round of a chain: takes targets one after the other into the new set, and seals their trackers at the end. */
final class Round implements AutoCloseable {
    private final Selection components;
    private final NewSet set;
    private final Optional<ImageSet> parent;
    private final DrainProgress progress;
    private final WorkerCrew crew;
    private final List<TaskTracker> trackers = new ArrayList<>();
    private final Set<String> wholeBecause = new TreeSet<>();
    private boolean sealed;

    Round(Selection components, NewSet set, Optional<ImageSet> parent, WorkerCrew crew, DrainProgress progress) {
        this.components = components;
        this.set = set;
        this.parent = parent;
        this.progress = progress;
        this.crew = crew;
    }

    NewSet set() {
        return set;
    }

    /** Why pages were taken that might not have changed. */
    List<String> wholeBecause() {
        return List.copyOf(wholeBecause);
    }

    RoundTarget target(String name, TaskMemory memory, TargetIdentity identity) {
        return RoundTarget.of(
                name, memory, identity, set, Facts.tracker(components).name(), parent);
    }

    /** Takes all of one target. */
    PageCounts take(RoundTarget target, List<Area> areas, Population population)
            throws IOException, ComponentException {
        Optional<TaskTracker> tracker = track(target);
        try (PageImages images = set.pages(target.identity().key());
                TaskDrain drain = components.drain().component().open(target);
                ListedPages listed = listed(target)) {
            ParentPages inParent = listed == null ? ParentPages.NONE : listed;
            PageSource source = new PageSource(target.name(), areas, population, inParent, drain, tracker);
            PageTransfer transfer = new PageTransfer(source, images, progress);
            PageCounts counts =
                    transfer.run(crew, components.drain().component().parallelism());
            note(target, transfer);
            if (tracker.isPresent()) {
                tracker.get().complete();
            }
            return counts;
        }
    }

    private Optional<TaskTracker> track(RoundTarget target) throws ComponentException {
        if (components.tracker().isEmpty() || !tracks(target)) {
            return Optional.empty();
        }
        TaskTracker tracker = components.tracker().get().component().open(target);
        trackers.add(tracker);
        return Optional.of(tracker);
    }

    /** Of a shared segment only a tracker that says so is trusted to see every write. */
    private boolean tracks(RoundTarget target) {
        return target.identity() instanceof TargetIdentity.OfTask
                || components.tracker().get().component().tracksSharedSegments();
    }

    /** What the parent lists of the target; null where it lists nothing of it, or of another task under its pid. */
    private ListedPages listed(RoundTarget target) {
        if (!(target.kept() instanceof ChainState.Kept.State)) {
            return null;
        }
        Optional<PagemapCursor> cursor =
                parent.flatMap(set -> set.pagemap(target.identity().key()));
        return cursor.map(ListedPages::new).orElse(null);
    }

    private void note(RoundTarget target, PageTransfer transfer) {
        if (parent.isPresent() && components.tracker().isEmpty()) {
            wholeBecause.add("no tracker is used");
        } else if (target.kept() instanceof ChainState.Kept.Nothing nothing) {
            wholeBecause.add(nothing.reason());
        } else if (parent.isPresent()) {
            wholeBecause.addAll(transfer.unknown());
        }
    }

    /** The set is committed: nothing that fails from now on changes that. */
    void seal() {
        sealed = true;
        trackers.forEach(TaskTracker::seal);
    }

    @Override
    public void close() throws IOException {
        IOException failed = null;
        for (TaskTracker tracker : trackers) {
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
