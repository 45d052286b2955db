package io.sluice.memory;

import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Moves the pages of one source into a store. Each worker takes the next chunk of the plan, moves and judges it, and
 * writes it where it was placed; planning and placing go in address order.
 */
public final class PageTransfer {
    private final PageSource source;
    private final PageStore store;
    private final DrainProgress progress;
    private final ChunkPlanner planner;
    private final Turnstile turnstile = new Turnstile();
    private volatile boolean ended;

    /** Prepares the transfer; nothing happens before {@link #run}. */
    public PageTransfer(PageSource source, PageStore store, DrainProgress progress) {
        this.source = source;
        this.store = store;
        this.progress = progress;
        this.planner = new ChunkPlanner(source.basis());
    }

    /**
     * Moves everything, with all workers of the crew at once, and waits for it.
     *
     * @param most how many of them the drain allows
     * @return what became of the pages
     * @throws IOException what the store threw first
     * @throws ComponentException what a plugin threw first
     */
    public PageCounts run(WorkerCrew crew, int most) throws IOException, ComponentException {
        List<PageCounts> counts = crew.all(most, this::worker);
        return counts.stream().reduce(PageCounts.NONE, PageCounts::plus);
    }

    /** Why the tracker knew nothing, where it did not; after {@link #run}. */
    public Set<String> unknown() {
        return planner.unknown();
    }

    private Callable<PageCounts> worker(ByteBuffer buffer) {
        return () -> {
            ChunkDestination destination = new ChunkDestination(buffer, store, turnstile);
            try {
                for (Optional<PlannedChunk> chunk = take(); chunk.isPresent(); chunk = take()) {
                    move(chunk.get(), destination);
                }
                return destination.counts();
            } catch (Throwable e) {
                ended = true;
                turnstile.breakDown();
                throw e;
            }
        };
    }

    private synchronized Optional<PlannedChunk> take() throws IOException, ComponentException {
        long before = planner.planned();
        Optional<PlannedChunk> chunk = ended ? Optional.empty() : planner.next();
        progress.chunk(source.name(), Pages.SIZE * (planner.planned() - before));
        return chunk;
    }

    private void move(PlannedChunk chunk, ChunkDestination destination) throws IOException, ComponentException {
        destination.begin(chunk);
        Optional<PageChunk> moves = chunk.moves();
        if (moves.isPresent() && !ended) {
            ended |= !source.drain().move(moves.get(), destination);
        }
        destination.end();
    }
}
