package io.sluice.dump;

import io.sluice.dump.protection.Protections;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.PageImages;
import io.sluice.image.PagemapCursor;
import io.sluice.memory.Area;
import io.sluice.memory.DrainProgress;
import io.sluice.memory.KeptPages;
import io.sluice.memory.PageCounts;
import io.sluice.memory.PageSource;
import io.sluice.memory.PageTransfer;
import io.sluice.memory.Pages;
import io.sluice.memory.ParentPages;
import io.sluice.memory.PlanBasis;
import io.sluice.memory.Population;
import io.sluice.memory.WorkerCrew;
import io.sluice.plugin.Selection;
import io.sluice.proc.ResidentMemory;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.TaskTracker;
import io.sluice.trace.shadow.Shadows;
import java.io.IOException;
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

    /**
     * In the stop: what makes it shortest. Copying all memory of a target takes about as long as moving a 48th of it into the set,
     * and several times as long as reading that.
     */
    Holding holding(int pid, Taking taking, List<Area> areas) throws IOException, ComponentException {
        if (!arms()) {
            return Holding.BY_COPY;
        }
        long changed = trackers.scan(taking, areas);
        Optional<Listing> listing = listing(taking.target());
        if (listing.isPresent()
                && changed + unlisted(pid, listing.get()) <= room.left().remaining()) {
            return Holding.BY_READING;
        }
        return changed > SMALL + ResidentMemory.of(pid) / COPIED_FASTER ? Holding.BY_COPY : Holding.NONE;
    }

    /** About how much a process has that is to be moved though it did not change: the parent found only zeros there. */
    private static long unlisted(int pid, Listing listing) {
        return Math.max(0, ResidentMemory.own(pid) - listing.bytes());
    }

    /** Before the stop: reads what {@link #holding} and {@link #keep} have to know. */
    void prepareHolding(Taking taking) {
        if (arms()) {
            room.prepare();
            listing(taking.target());
        }
    }

    private Optional<Listing> listing(RoundTarget target) {
        return listings.computeIfAbsent(
                target.identity(), of -> pagemap(target).map(Listing::of).orElse(Optional.of(Listing.NONE)));
    }

    /** In the stop, when nothing of ours is in the target: reads what is to be moved of it. Empty where that is too much. */
    Optional<KeptPages> keep(Taking taking, List<Area> areas, Population population)
            throws IOException, ComponentException {
        RoundTarget target = taking.target();
        try (ListedPages listed = ListedPages.of(listing(target).orElseThrow().runs())) {
            PlanBasis basis = new PlanBasis(areas, population, listed, trackers.scannedAlone(target));
            return KeptPages.of(basis, target.memory(), room.left());
        }
    }

    /** The same with what a copy of the memory does not have. */
    Optional<KeptPages> keepAll(Taking taking, List<Area> areas, Population population)
            throws IOException, ComponentException {
        PlanBasis basis = new PlanBasis(areas, population, ParentPages.NONE, Optional.empty());
        return KeptPages.of(basis, taking.target().memory(), room.left());
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
