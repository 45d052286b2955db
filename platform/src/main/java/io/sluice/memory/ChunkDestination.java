package io.sluice.memory;

import io.sluice.memory.PageStore.Placement;
import io.sluice.spi.drain.DescriptorMove;
import io.sluice.spi.drain.PageDestination;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.PageWitness.Judgement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

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
        if (storedChunk) {
            throw new IllegalStateException("a drain stores once a chunk");
        }
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
        Optional<Judgement> judgement = chunk.judgement();
        if (judgement.isPresent() && !judged.moved().isEmpty()) {
            judgement.get().record(judged.stored(), judged.listed());
        }
        Placement placement = runs.isEmpty() ? () -> {} : store.place(runs, buffer);
        turnstile.leave();
        return placement;
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

    @Override
    public boolean takesDescriptor() {
        return false;
    }

    @Override
    public void store(DescriptorMove move) {
        throw new UnsupportedOperationException("this destination wants to see the bytes");
    }
}
