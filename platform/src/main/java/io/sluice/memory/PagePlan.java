package io.sluice.memory;

import io.sluice.memory.Population.Found;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageChunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole plan of a transfer of few pages, made in a stop: which pages are to be moved, and which were populated.
 *
 * @param areas those of its basis
 * @param moves ascending
 * @param populated what was answered for each address that was asked from
 */
public record PagePlan(List<Area> areas, List<PageChunk> moves, Map<Long, Found> populated) {
    /** Some megabytes of heap. */
    private static final int MOST_RUNS = 100_000;

    /**
     * Makes it. On one thread.
     *
     * @param basis without a witness: nothing is judged here
     * @param most how many bytes may be moved by it
     * @return empty where it is more, or in too many pieces
     */
    public static Optional<PagePlan> of(PlanBasis basis, long most) throws IOException, ComponentException {
        return of(basis, most, any -> {});
    }

    /**
     * The same.
     *
     * @param planned is given each chunk that moves something as soon as it is planned
     */
    static Optional<PagePlan> of(PlanBasis basis, long most, Consumer<PlannedChunk> planned)
            throws IOException, ComponentException {
        List<PageChunk> moves = new ArrayList<>();
        Map<Long, Found> populated = new HashMap<>();
        ChunkPlanner planner = new ChunkPlanner(basis.with(noting(basis.population(), populated)));
        long bytes = 0;
        int runs = 0;
        for (Optional<PlannedChunk> chunk = planner.next(); chunk.isPresent(); chunk = planner.next()) {
            Optional<PageChunk> next = chunk.get().moves();
            next.ifPresent(moves::add);
            bytes += next.map(PageChunk::bytes).orElse(0);
            runs += next.map(some -> some.ranges().size()).orElse(0)
                    + chunk.get().clean().size();
            if (bytes > most || runs > MOST_RUNS) {
                return Optional.empty();
            }
            if (next.isPresent()) {
                planned.accept(chunk.get());
            }
        }
        return Optional.of(new PagePlan(basis.areas(), moves, populated));
    }

    private static Population noting(Population population, Map<Long, Found> populated) {
        return (area, from) -> {
            Found found = population.find(area, from);
            populated.put(from, found);
            return found;
        };
    }

    /** How many bytes it moves. */
    public long bytes() {
        return moves.stream().mapToLong(PageChunk::bytes).sum();
    }
}
