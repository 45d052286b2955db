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

/** One round of tracking as the core makes it, and what came of it; the ground of the next round. */
final class TrackedRound implements TrackedTarget, KeptState {
    private static final int PAGE = 4096;
    private final TaskMemory memory;
    private final ComparedPages protection;
    private final Optional<TrackedRound> before;
    private final Epoch epoch = new Epoch(UUID.randomUUID().toString());
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Set<Long> changed = new TreeSet<>();
    private boolean keeps;
    private boolean lost;

    private TrackedRound(TaskMemory memory, ComparedPages protection, Optional<TrackedRound> before) {
        this.memory = memory;
        this.protection = protection;
        this.before = before;
    }

    /** How a round ends. */
    enum End {
        COMMITTED,
        FAILED
    }

    static TrackedRound run(
            DirtyTracker tracker, TrackStage stage, Optional<TrackedRound> parent, List<PageRange> mappings, End end)
            throws Exception {
        TrackedRound round = new TrackedRound(stage.memory(), stage.protection(), parent);
        try (TaskTracker task = tracker.open(round)) {
            if (tracker.armsWhileStopped()) {
                stage.protection().stopped(true);
                task.arm(mappings);
                stage.protection().stopped(false);
            }
            for (PageRange mapping : mappings) {
                round.take(task, mapping);
            }
            task.complete();
            if (end == End.COMMITTED) {
                task.seal();
            }
        }
        return round;
    }

    private void take(TaskTracker task, PageRange mapping) throws Exception {
        Scan scan = task.scan(mapping);
        Optional<PageWitness> witness = task.witness();
        for (PageRange chunk : chunks(mapping)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect((int) chunk.bytes());
            memory.readForced(chunk, bytes);
            bytes.flip();
            BitSet stored = planned(scan, chunk);
            if (witness.isPresent()) {
                PageWitness.Judgement judgement = witness.get().begin(List.of(chunk));
                BitSet judged = judgement.changed(List.of(chunk), bytes);
                stored = scan instanceof Scan.ByContent ? judged : stored;
                BitSet listed = new BitSet();
                listed.set(0, bytes.limit() / PAGE);
                judgement.record(stored, listed);
            }
            stored.stream().forEach(page -> changed.add(chunk.start() + (long) page * PAGE));
        }
    }

    private static BitSet planned(Scan scan, PageRange chunk) {
        BitSet pages = new BitSet();
        for (int i = 0; i < chunk.bytes() / PAGE; i++) {
            long address = chunk.start() + (long) i * PAGE;
            pages.set(i, !(scan instanceof Scan.Changed some) || contains(some, address));
        }
        return pages;
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
