package io.sluice.memory;

import io.sluice.memory.PageStore.Moved;
import io.sluice.memory.PageStore.Placement;
import io.sluice.spi.drain.DescriptorMove;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness.Judgement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** One worker's way from a moved chunk to the store; the same object and buffer for chunk after chunk. */
final class ChunkDestination implements PageDestination {
    private final ByteBuffer buffer;
    private final PageStore store;
    private final Turnstile turnstile;
    private PlannedChunk chunk;
    private PageCounts counts = PageCounts.NONE;
    private boolean storedChunk;

    ChunkDestination(ByteBuffer buffer, PageStore store, Turnstile turnstile) {
        this.buffer = buffer;
        this.store = store;
        this.turnstile = turnstile;
    }

    void begin(PlannedChunk next) {
        chunk = next;
        storedChunk = false;
        buffer.clear();
    }

    /** Every chunk takes its turn, also one of which nothing was moved. */
    void end() throws IOException {
        if (!storedChunk) {
            store(List.of());
        }
    }

    PageCounts counts() {
        return counts;
    }

    @Override
    public ByteBuffer buffer() {
        return buffer;
    }

    @Override
    public void store(List<PageRange> moved) throws IOException {
        requireNotStored();
        requirePlanned(moved);
        storedChunk = true;
        buffer.position(0)
                .limit((int) moved.stream().mapToLong(PageRange::bytes).sum());
        JudgedChunk judged = ChunkJudge.judge(chunk, moved, buffer);
        judged.compact(buffer);
        List<PageRun> runs = judged.runs();
        Placement placement = inTurn(judged, runs);
        placement.write();
        counts = counts.plus(judged.counts());
    }

    private Placement inTurn(JudgedChunk judged, List<PageRun> runs) throws IOException {
        awaitTurn();
        if (chunk.judgement().isPresent()) {
            record(chunk.judgement().get(), judged);
        }
        Placement placement = runs.isEmpty() ? () -> {} : store.place(runs, buffer);
        turnstile.leave();
        return placement;
    }

    private void record(Judgement judgement, JudgedChunk judged) throws IOException {
        if (!chunk.clean().isEmpty()) {
            judgement.record(judged.stored(), judged.listed(), chunk.clean());
        } else if (!judged.moved().isEmpty()) {
            judgement.record(judged.stored(), judged.listed());
        }
    }

    private void awaitTurn() throws IOException {
        try {
            if (!turnstile.enter(chunk.sequence())) {
                throw new GaveWayException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GaveWayException();
        }
    }

    private void requireNotStored() {
        if (storedChunk) {
            throw new IllegalStateException("a drain stores once a chunk");
        }
    }

    /** What a drain says is what the image will say: it must at least be of this chunk. */
    private void requirePlanned(List<PageRange> moved) {
        List<PageRange> planned = chunk.moves().map(PageChunk::ranges).orElse(List.of());
        int in = 0;
        long free = 0;
        for (PageRange range : moved) {
            while (in < planned.size() && planned.get(in).end() < range.end()) {
                in++;
            }
            if (in == planned.size()
                    || range.start() < Math.max(free, planned.get(in).start())) {
                throw new IllegalArgumentException("a drain stored what was not asked for: " + range);
            }
            free = range.end();
        }
    }

    @Override
    public boolean takesDescriptor() {
        return store.takesDescriptor() && chunk.judgement().isEmpty();
    }

    /** A move that gave nothing leaves the chunk its turn: it may still be stored in another way. */
    @Override
    public void store(DescriptorMove move) throws IOException {
        requireNotStored();
        if (!takesDescriptor()) {
            throw new UnsupportedOperationException("this destination wants to see the bytes");
        }
        awaitTurn();
        Moved moved = store.move(move);
        if (moved.ranges().isEmpty()) {
            return;
        }
        requirePlanned(moved.ranges());
        storedChunk = true;
        JudgedChunk judged = JudgedChunk.unseen(chunk, moved.ranges());
        store.list(judged.runs());
        turnstile.leave();
        moved.reading().through(buffer);
        counts = counts.plus(judged.counts());
    }
}
