package io.sluice.dump;

import io.sluice.dump.protection.TaskProtection;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.OwnMemory;
import io.sluice.kernel.ProcessMemory;
import io.sluice.memory.Area;
import io.sluice.memory.KeptPages;
import io.sluice.memory.PagePlan;
import io.sluice.memory.PlanBasis;
import io.sluice.memory.Stored;
import io.sluice.memory.WorkerCrew;
import io.sluice.spi.ComponentException;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.track.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What finds, plans and reads thousands of pages in a stop, done before it with pages of our own: what runs for the first time
 * is many times slower.
 */
final class ReadingRehearsal {
    private static final int TIMES = 4;
    private static final int PAGES = 4096;
    private final WorkerCrew crew;
    private final ByteBuffer room;

    /**
     * @param crew who will read
     * @param room where to, of any contents
     */
    ReadingRehearsal(WorkerCrew crew, ByteBuffer room) {
        this.crew = crew;
        this.room = room;
    }

    void run() {
        try {
            OwnMemory.withSparsePages(PAGES, pages -> {
                for (int i = 0; i < TIMES; i++) {
                    read(pages);
                }
            });
        } catch (KernelException unable) {
            // Then the stop is slower.
            return;
        }
    }

    private void read(PageRange pages) {
        int own = (int) ProcessHandle.current().pid();
        try (ProcessMemory memory = ProcessMemory.open(own);
                TaskPopulation population = new TaskPopulation(own)) {
            List<PageRange> changed = TaskProtection.rehearse(pages);
            PlanBasis basis = new PlanBasis(
                    List.of(new Area(pages, true, false, Stored.CHANGED)),
                    population,
                    ListedPages.of(new Listing(List.of(pages))),
                    Optional.of(new Told(mapping -> new Scan.Changed(changed))));
            PagePlan plan = PagePlan.of(basis, room.remaining()).orElseThrow();
            KeptPages.of(plan, memory, room.duplicate(), crew);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ComponentException e) {
            throw ComponentFailure.of(e);
        }
    }
}
