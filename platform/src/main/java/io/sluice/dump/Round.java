package io.sluice.dump;

import io.sluice.dump.protection.Protections;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.PagemapCursor;
import io.sluice.memory.Area;
import io.sluice.memory.DrainProgress;
import io.sluice.memory.PageCounts;
import io.sluice.memory.PageSource;
import io.sluice.memory.PageTransfer;
import io.sluice.memory.Pages;
import io.sluice.memory.ParentPages;
import io.sluice.memory.Population;
import io.sluice.memory.WorkerCrew;
import io.sluice.plugin.Selection;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.TaskTracker;
import io.sluice.trace.shadow.Shadows;
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
    private final Protections protections;
    private final Shadows shadows = new Shadows();
    private final List<TaskTracker> trackers = new ArrayList<>();
    private final List<TaskTracker> completed = new ArrayList<>();
    private final List<LentProtection> lent = new ArrayList<>();
    private final Set<String> wholeBecause = new TreeSet<>();
    private boolean sealed;

    Round(
            Selection components,
            NewSet set,
            Optional<ImageSet> parent,
            WorkerCrew crew,
            DrainProgress progress,
            Protections protections) {
        this.components = components;
        this.set = set;
        this.parent = parent;
        this.progress = progress;
        this.crew = crew;
        this.protections = protections;
    }

    /** Why calls were not made in tasks where a drain would have. */
    List<String> refusedCalls() {
        return shadows.refusals();
    }

    NewSet set() {
        return set;
    }

    /** Why pages were taken that might not have changed. */
    List<String> wholeBecause() {
        return List.copyOf(wholeBecause);
    }

    RoundTarget target(String name, TaskMemory memory, TargetIdentity identity) {
        LentProtection protection = LentProtection.of(protections, identity);
        lent.add(protection);
        LentCalls calls = LentCalls.of(shadows, identity);
        return RoundTarget.of(
                name, memory, identity, set, Facts.tracker(components).name(), parent, protection, calls);
    }

    /**
     * Begins with a target, which runs meanwhile. A tracker that has nothing to do in the stop is opened when the target is
     * taken: what it reads of the parent is not held for all targets at a time.
     */
    Taking open(RoundTarget target) throws ComponentException {
        Optional<TaskTracker> tracker = arms() ? track(target) : Optional.empty();
        return new Taking(target, TracesByReading.of(components.drain().component(), target, Pages.SIZE), tracker);
    }

    /** Takes all of one target. */
    PageCounts take(Taking taking, List<Area> areas, Population population) throws IOException, ComponentException {
        RoundTarget target = taking.target();
        Optional<TaskTracker> tracker = arms() ? taking.tracker() : track(target);
        try (PageImages images = set.pages(target.identity().key());
                ListedPages listed = listed(target)) {
            ParentPages inParent = listed == null ? ParentPages.NONE : listed;
            PageSource source = new PageSource(target.name(), areas, population, inParent, taking.drain(), tracker);
            PageTransfer transfer = new PageTransfer(source, images, progress);
            PageCounts counts =
                    transfer.run(crew, components.drain().component().parallelism());
            note(target, transfer);
            if (tracker.isPresent()) {
                tracker.get().complete();
                completed.add(tracker.get());
            }
            return counts;
        }
    }

    /** Whether the tracker arms mappings in the stop. */
    boolean arms() {
        return components
                .tracker()
                .filter(tracker -> tracker.component().armsWhileStopped())
                .isPresent();
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
        completed.forEach(TaskTracker::seal);
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
        lent.forEach(LentProtection::close);
        shadows.close();
        if (failed != null && !sealed) {
            throw failed;
        }
    }
}
