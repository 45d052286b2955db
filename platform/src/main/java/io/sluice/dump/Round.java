package io.sluice.dump;

import io.sluice.dump.protection.Protections;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.PagemapCursor;
import io.sluice.memory.Area;
import io.sluice.memory.DrainProgress;
import io.sluice.memory.KeptPages;
import io.sluice.memory.LongRuns;
import io.sluice.memory.PageCounts;
import io.sluice.memory.PagePlan;
import io.sluice.memory.PageSource;
import io.sluice.memory.PageTransfer;
import io.sluice.memory.Pages;
import io.sluice.memory.ParentPages;
import io.sluice.memory.PlanBasis;
import io.sluice.memory.PlannedReading;
import io.sluice.memory.Population;
import io.sluice.memory.WorkerCrew;
import io.sluice.memory.WorkerCrew.Beside;
import io.sluice.plugin.Selection;
import io.sluice.proc.ResidentMemory;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.TaskTracker;
import io.sluice.trace.shadow.Shadows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One round of a chain: takes targets one after the other into the new set, and seals their trackers at the end. */
final class Round implements AutoCloseable {
    private static final long SMALL = 4L << 20;
    private static final int COPIED_FASTER = 48;
    private final Selection components;
    private final NewSet set;
    private final Optional<ImageSet> parent;
    private final DrainProgress progress;
    private final WorkerCrew crew;
    private final Protections protections;
    private final Shadows shadows;
    private final RoundTrackers trackers;
    private final List<LentProtection> lent = new ArrayList<>();
    private final StopRoom room = new StopRoom();
    private final Map<TargetIdentity, Optional<Listing>> listings = new HashMap<>();
    private final Set<String> wholeBecause = new TreeSet<>();
    private final Set<String> comparedBecause = new TreeSet<>();

    Round(
            Selection components,
            NewSet set,
            Optional<ImageSet> parent,
            WorkerCrew crew,
            DrainProgress progress,
            Protections protections,
            Shadows shadows) {
        this.components = components;
        this.set = set;
        this.parent = parent;
        this.progress = progress;
        this.crew = crew;
        this.protections = protections;
        this.shadows = shadows;
        this.trackers = new RoundTrackers(components.trackers());
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

    /** Why pages were read and compared that the first of two trackers should have known. */
    List<String> comparedBecause() {
        return List.copyOf(comparedBecause);
    }

    RoundTarget target(String name, TaskMemory memory, TargetIdentity identity) {
        LentProtection protection = LentProtection.of(protections, identity);
        lent.add(protection);
        LentCalls calls = LentCalls.of(shadows, identity);
        return RoundTarget.of(name, memory, identity, set, trackers.names(), parent, protection, calls);
    }

    /** Begins with a target, which runs meanwhile. */
    Taking open(RoundTarget target) throws ComponentException {
        Map<String, TaskTracker> arming = trackers.openArming(target);
        return new Taking(target, TracesByReading.of(components.drain().component(), target, Pages.SIZE), arming);
    }

    /** Takes all of one target. */
    PageCounts take(Taking taking, List<Area> areas, Population population) throws IOException, ComponentException {
        RoundTarget target = taking.target();
        Optional<TaskTracker> tracker = trackers.of(taking);
        try (PageImages images = set.pages(target.identity().key());
                ListedPages listed = listed(target)) {
            ParentPages inParent = listed == null ? ParentPages.NONE : listed;
            PlanBasis basis = new PlanBasis(areas, population, inParent, tracker);
            PageSource source = new PageSource(target.name(), basis, taking.drain());
            PageTransfer transfer = new PageTransfer(source, images, progress);
            PageCounts counts =
                    transfer.run(crew, components.drain().component().parallelism());
            note(target, transfer);
            if (tracker.isPresent()) {
                note(tracker.get());
                trackers.complete(tracker.get());
            }
            return counts;
        }
    }

    /** Right before the stop: sees most of what is populated, so that {@link #lookBeside} is quick. */
    void lookBefore(int pid, Taking taking, TaskLayout layout) throws IOException {
        if (arms()) {
            try (TaskPopulation population = new TaskPopulation(pid)) {
                taking.target().protection().populatedBefore(LongRuns.of(layout.areas(), population));
            }
        }
    }

    /** In the stop: looks at the pages of a task while the calling thread goes on. */
    Beside<StopLook> lookBeside(int pid, Taking taking, TaskLayout layout) {
        return arms() ? crew.beside(() -> look(pid, taking, layout)) : () -> StopLook.UNTRACKED;
    }

    /** The same for a task that may have written to its memory since then. */
    StopLook lookAgain(int pid, Taking taking, TaskLayout layout) throws IOException, ComponentException {
        return arms() ? look(pid, taking, layout) : StopLook.UNTRACKED;
    }

    private StopLook look(int pid, Taking taking, TaskLayout layout) throws IOException, ComponentException {
        Optional<ScannedInStop> scanned = trackers.scan(taking, layout.areas());
        if (scanned.isEmpty()) {
            return StopLook.UNTRACKED;
        }
        RoundTarget target = taking.target();
        try (TaskPopulation population = new TaskPopulation(pid)) {
            LongRuns before = target.protection().populatedBefore();
            ByteBuffer rest = room.rest().orElseThrow();
            StopLook look = StopLook.of(
                    scanned.get(), layout.areas(), listing(target), before, population, target.memory(), rest, crew);
            look.reading().ifPresent(reading -> room.took(reading.bytes()));
            return look;
        }
    }

    /**
     * In the stop: whether a copy of a target's memory, which is drained after it, makes it shorter than moving what has changed.
     * Copying takes about as long as moving a 48th of it.
     */
    boolean worthCopying(int pid, StopLook look) {
        return look.changed() > SMALL + ResidentMemory.of(pid) / COPIED_FASTER;
    }

    /** Before the stop: reads what {@link #lookBeside} has to know. */
    void prepareLook(Taking taking) {
        if (arms()) {
            listing(taking.target());
        }
    }

    /** The same once, before all targets. */
    void rehearseLook() {
        if (arms()) {
            new ReadingRehearsal(crew, room.prepare()).run();
        }
    }

    private Optional<Listing> listing(RoundTarget target) {
        return listings.computeIfAbsent(
                target.identity(), of -> pagemap(target).map(Listing::of).orElse(Optional.of(Listing.NONE)));
    }

    /** In the stop: reads all pages of some areas. Empty where that cannot be done. */
    Optional<KeptPages> keep(int pid, Taking taking, List<Area> areas) throws IOException, ComponentException {
        try (TaskPopulation population = new TaskPopulation(pid)) {
            PlanBasis basis = new PlanBasis(areas, population, ParentPages.NONE, Optional.empty());
            Optional<PagePlan> plan = PagePlan.of(basis, room.left());
            Optional<ByteBuffer> place = plan.flatMap(known -> room.take(known.bytes()));
            return place.isEmpty()
                    ? Optional.empty()
                    : PlannedReading.of(plan.get(), taking.target().memory(), place.get(), crew);
        }
    }

    /** Whether a tracker arms mappings in the stop. */
    boolean arms() {
        return trackers.arm();
    }

    /** What the parent lists of the target; null where it lists nothing of it, or of another task under its pid. */
    private ListedPages listed(RoundTarget target) {
        return pagemap(target).map(ListedPages::of).orElse(null);
    }

    private Optional<PagemapCursor> pagemap(RoundTarget target) {
        return parent.filter(set -> target.goesOn())
                .flatMap(set -> set.pagemap(target.identity().key()));
    }

    private void note(RoundTarget target, PageTransfer transfer) {
        if (parent.isPresent() && trackers.names().isEmpty()) {
            wholeBecause.add("no tracker is used");
        } else if (parent.isPresent()) {
            List<String> reasons = target.standsAlone();
            wholeBecause.addAll(reasons.isEmpty() ? transfer.unknown() : reasons);
        }
    }

    private void note(TaskTracker tracker) {
        if (tracker instanceof WitnessedTaskTracker witnessed) {
            comparedBecause.addAll(witnessed.compared());
        }
    }

    /** The set is committed: nothing that fails from now on changes that. */
    void seal() {
        trackers.seal();
    }

    @Override
    public void close() throws IOException {
        try {
            trackers.close();
        } finally {
            lent.forEach(LentProtection::close);
            shadows.close();
        }
    }
}
