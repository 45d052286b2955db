package io.sluice.testkit.contract;

import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.TaskMemory;
import io.sluice.spi.track.DirtyTracker;
import io.sluice.spi.track.Epoch;
import io.sluice.spi.track.KeptState;
import io.sluice.spi.track.PageWitness;
import io.sluice.spi.track.Scan;
import io.sluice.spi.track.TaskTracker;
import io.sluice.spi.track.TrackedTarget;
import io.sluice.spi.track.WriteProtection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/** One round of tracking as the core makes it, and what came of it; the ground of the next round. */
final class TrackedRound implements TrackedTarget, KeptState {
    private static final int PAGE = 4096;
    private final TaskMemory memory;
    private final ComparedPages protection;
    private final Optional<TrackedRound> before;
    private final Predicate<Long> mayHaveChanged;
    private final Epoch epoch = new Epoch(UUID.randomUUID().toString());
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Set<Long> changed = new TreeSet<>();
    private boolean keeps;
    private boolean lost;

    private TrackedRound(TrackStage stage, Optional<TrackedRound> before, Predicate<Long> mayHaveChanged) {
        this.memory = stage.memory();
        this.protection = stage.protection();
        this.before = before;
        this.mayHaveChanged = mayHaveChanged;
    }

    /** How a round ends. */
    enum End {
        COMMITTED,
        FAILED
    }

    static TrackedRound run(
            DirtyTracker tracker, TrackStage stage, Optional<TrackedRound> parent, List<PageRange> mappings, End end)
            throws Exception {
        return new TrackedRound(stage, parent, page -> true).run(tracker, mappings, end);
    }

    /** One behind another tracker, which says that just these pages changed. */
    static TrackedRound behind(Set<Long> changed, DirtyTracker tracker, TrackStage stage, TrackedRound parent)
            throws Exception {
        return new TrackedRound(stage, Optional.of(parent), changed::contains)
                .run(tracker, stage.mappings(), End.COMMITTED);
    }

    private TrackedRound run(DirtyTracker tracker, List<PageRange> mappings, End end) throws Exception {
        try (TaskTracker task = tracker.open(this)) {
            if (tracker.armsWhileStopped()) {
                protection.stopped(true);
                task.arm(mappings);
                protection.stopped(false);
            }
            for (PageRange mapping : mappings) {
                take(task, mapping);
            }
            task.complete();
            if (end == End.COMMITTED) {
                task.seal();
            }
        }
        return this;
    }

    private void take(TaskTracker task, PageRange mapping) throws Exception {
        Scan scan = task.scan(mapping);
        Optional<PageWitness> witness = task.witness();
        for (PageRange chunk : chunks(mapping)) {
            List<PageRange> moved = new ArrayList<>();
            List<PageRange> unmoved = new ArrayList<>();
            for (long at = chunk.start(); at < chunk.end(); at += PAGE) {
                boolean moves = mayHaveChanged.test(at) && !(scan instanceof Scan.Changed some && !contains(some, at));
                (moves ? moved : unmoved).add(new PageRange(at, at + PAGE));
            }
            BitSet all = new BitSet();
            all.set(0, moved.size());
            BitSet judged = witness.isPresent() ? judge(witness.get(), moved, unmoved) : all;
            BitSet stored = scan instanceof Scan.Unknown ? all : judged;
            stored.stream().forEach(page -> changed.add(moved.get(page).start()));
        }
    }

    private BitSet judge(PageWitness witness, List<PageRange> moved, List<PageRange> unmoved) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocateDirect(moved.size() * PAGE);
        moved.forEach(page -> memory.readForced(page, bytes));
        PageWitness.Judgement judgement = witness.begin(moved);
        BitSet judged = moved.isEmpty() ? new BitSet() : judgement.changed(moved, bytes.flip());
        BitSet listed = new BitSet();
        listed.set(0, moved.size());
        if (!unmoved.isEmpty()) {
            judgement.record(judged, listed, unmoved);
        } else if (!moved.isEmpty()) {
            judgement.record(judged, listed);
        }
        return judged;
    }

    private static boolean contains(Scan.Changed some, long address) {
        return some.ranges().stream().anyMatch(range -> range.contains(address));
    }

    private static List<PageRange> chunks(PageRange mapping) {
        List<PageRange> found = new ArrayList<>();
        for (long at = mapping.start(); at < mapping.end(); at += PageChunk.MOST_BYTES) {
            found.add(new PageRange(at, Math.min(mapping.end(), at + PageChunk.MOST_BYTES)));
        }
        return found;
    }

    /** The addresses of the pages that were taken. */
    Set<Long> changed() {
        return changed;
    }

    /** What was kept is not there any more. */
    TrackedRound losingWhatWasKept() {
        lost = true;
        return this;
    }

    @Override
    public String name() {
        return "the keeper";
    }

    @Override
    public TaskMemory memory() {
        return memory;
    }

    @Override
    public Optional<WriteProtection> writeProtection() {
        return Optional.of(protection);
    }

    @Override
    public Epoch epoch() {
        return epoch;
    }

    @Override
    public Optional<KeptState> parent() {
        return before.map(round -> (KeptState) round);
    }

    @Override
    public OutputStream keep() {
        if (keeps) {
            throw new AssertionError("a tracker keeps one stream a round");
        }
        keeps = true;
        return kept;
    }

    @Override
    public Optional<InputStream> read() {
        return keeps && !lost ? Optional.of(new ByteArrayInputStream(kept.toByteArray())) : Optional.empty();
    }
}
